// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import javax.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.postern.gateway.channel.ChannelSignature;
import org.postern.gateway.channel.RuleChannel;
import org.postern.gateway.channel.RuleChannels;
import org.postern.gateway.channel.RuleLint;
import org.postern.gateway.config.ChannelConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.filter.SpamEngineSource;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** Spam rules that are fetched from update channels. */
class ChannelModule extends AbstractModule {

    @Provides
    @Singleton
    RuleChannels channels(PosternConfiguration configuration, FileSystem files, Clock clock, RandomGenerator random,
                          DnsSource dns, Closing closing) throws IOException {
        ChannelConfiguration settings = configuration.channels();
        if (settings.channels().isEmpty()) {
            return closing.atStop(new RuleChannels(List.of(), clock));
        }
        List<Path> keys = new ArrayList<>();
        for (String key : settings.keys()) {
            keys.add(files.getFile(key).toPath());
        }
        ChannelSignature signature = ChannelSignature.of(keys);
        Path directory = files.getFile(settings.directory()).toPath();
        List<RuleChannel> channels = settings.channels().stream().map(name -> new RuleChannel(name, settings.version(), dns, signature,
            new RuleLint(SpamEngineSource.setup()), directory.resolve(name), settings.timeout(), random)).toList();
        RuleChannels all = closing.atStop(new RuleChannels(channels, clock));
        all.begin(settings.interval());
        return all;
    }
}
