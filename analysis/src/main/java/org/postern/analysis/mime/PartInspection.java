// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Member;
import org.postern.analysis.facts.PartFact;

/** The look into one content, the part's own or that of a member; looks into members share the lists of facts and members. */
final class PartInspection implements Inspection {
    private static final int MOST_FACTS = 200;
    private static final int NAME_LENGTH = 1000;

    private final Inspections all;
    private final PartContent content;
    private final List<PartFact> facts;
    private final List<Member> members;
    private final List<String> own = new ArrayList<>();
    private long unpacked;

    PartInspection(Inspections all, PartContent content) {
        this(all, content, new ArrayList<>(), new ArrayList<>());
    }

    private PartInspection(Inspections all, PartContent content, List<PartFact> facts, List<Member> members) {
        this.all = all;
        this.content = content;
        this.facts = facts;
        this.members = members;
    }

    /** Runs every inspector over the content; ends early at a bound that stands for all of the message. */
    void run() {
        try {
            inspect();
        } catch (BoundHitException bound) {
            boundHit(bound);
        }
    }

    InspectedContent result() {
        return new InspectedContent(facts, members);
    }

    private void inspect() {
        for (PartInspector inspector : all.inspectors()) {
            try {
                inspector.inspect(content, this);
            } catch (BoundHitException bound) {
                if (!bound.ofOneContainer()) {
                    throw bound;
                }
                boundHit(bound);
            } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
                fact("inspection.failed", inspector.getClass().getSimpleName() + ": " + e);
            }
        }
    }

    private void boundHit(BoundHitException bound) {
        fact(Anomaly.BOUND + bound.setting(), "more than " + bound.limit());
    }

    @Override
    public void fact(String kind, String detail) {
        if (!own.contains(kind)) {
            own.add(kind);
        }
        String told = content.depth() == 0 ? detail : content.name().orElse("") + ": " + detail;
        if (facts.size() < MOST_FACTS) {
            facts.add(new PartFact(kind, AnomalyLog.cut(told)));
        }
        all.anomalies().add(kind, content.depth() == 0 ? content.name().map(name -> name + ": ").orElse("") + told : told);
    }

    @Override
    public void member(String name, InputStream stream) throws IOException {
        read(name, stream, false);
    }

    @Override
    public void revealedMember(String name, InputStream stream) throws IOException {
        read(name, stream, true);
    }

    private void read(String name, InputStream stream, boolean reveal) throws IOException {
        spendMember();
        CountedBytes bytes = new CountedBytes(all.budget(), this::unpacked);
        try {
            bytes.read(stream);
        } finally {
            if (reveal) {
                reveal(name, bytes.kept());
            }
            record(name, bytes);
        }
    }

    private void record(String name, CountedBytes bytes) {
        byte[] kept = bytes.kept();
        Optional<String> given = Optional.of(name).filter(text -> !text.isBlank());
        String type = kept.length == 0 ? ContentTypes.UNKNOWN : all.contentTypes().detect(kept, given);
        PartContent inner = new PartContent(content.part(), content.depth() + 1, "", type, given, kept, bytes.complete());
        PartInspection deeper = new PartInspection(all, inner, facts, members);
        int place = members.size();
        add(name, type, bytes.size(), List.of());
        if (!bytes.complete()) {
            deeper.fact(Anomaly.BOUND + "partBytes", "more than " + kept.length + " bytes of content");
        }
        try {
            if (kept.length > 0) {
                deeper.inspect();
            }
        } finally {
            Member plain = members.get(place);
            members.set(place, new Member(plain.depth(), plain.container(), plain.name(), type, plain.nameType(), plain.size(),
                deeper.own));
        }
    }

    @Override
    public void unreadableMember(String name, String kind, String detail) {
        spendMember();
        add(name, ContentTypes.UNKNOWN, 0, List.of(kind));
        fact(kind, name + ": " + detail);
    }

    private void add(String name, String type, long size, List<String> kinds) {
        String shown = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
        members.add(new Member(content.depth() + 1, content.name().orElse(""), shown, type, all.contentTypes().ofName(shown), size, kinds));
    }

    private void spendMember() {
        int depth = budget().limits().memberDepth();
        if (content.depth() >= depth) {
            throw new BoundHitException("memberDepth", depth);
        }
        budget().spendMember();
    }

    /** Counts what came out of this content against its own length. */
    private void unpacked(int count) {
        unpacked += count;
        int ratio = budget().limits().ratio();
        if (unpacked > InspectionLimits.RATIO_FROM && unpacked / Math.max(1, content.bytes().length) >= ratio) {
            throw new BoundHitException("ratio", ratio);
        }
    }

    @Override
    public void text(String text) {
        all.texts().add(content.part(), false, text, false);
    }

    @Override
    public void uri(String uri) {
        all.texts().link(uri);
    }

    @Override
    public void reveal(String origin, byte[] bytes) {
        all.reveal(origin, bytes);
    }

    @Override
    public InspectionBudget budget() {
        return all.budget();
    }
}
