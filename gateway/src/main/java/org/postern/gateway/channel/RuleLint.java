// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;

/** Decides whether a set of rule files that came from elsewhere is fit to be put in force. */
public final class RuleLint {
    /** Rules may use tests that this release does not know; a set of which more than this part is not understood is broken. */
    private static final double MOST_UNUSABLE = 0.25;

    private final RuleSetup setup;

    public RuleLint(RuleSetup setup) {
        this.setup = setup;
    }

    /**
     * Checks the rule files of a directory.
     *
     * @return how many rules can be used
     * @throws ChannelException when the set is not fit
     */
    public int check(Path directory) throws ChannelException {
        List<SpamRuleFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.filter(each -> each.getFileName().toString().endsWith(".cf")).sorted().toList()) {
                files.add(SpamRuleFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new ChannelException("the rules cannot be read: " + e.getMessage(), e);
        }
        SpamRules rules = SpamRules.parse(files, setup);
        if (rules.size() == 0) {
            throw new ChannelException("there is no usable rule in " + files.size() + " files");
        }
        if (rules.warnings().size() > MOST_UNUSABLE * (rules.size() + rules.warnings().size())) {
            throw new ChannelException(rules.warnings().size() + " lines are not understood and only " + rules.size()
                + " rules can be used, for one thing " + rules.warnings().get(0));
        }
        return rules.size();
    }
}
