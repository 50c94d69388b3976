// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import javax.inject.Inject;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;

/**
 * What James is told to install, in {@code extensions.properties}: {@code guice.extension.module=org.postern.extension.PosternModule}.
 * James makes it with the server's injector, whose children our bindings live in.
 */
public class PosternModule extends AbstractModule {
    private final Injector server;

    @Inject
    public PosternModule(Injector server) {
        this.server = server;
    }

    @Override
    protected void configure() {
        install(new SettingsModule());
        install(new StorageModule(server));
        install(new TrackingModule());
        install(new DirectoryModule());
        install(new SenderModule());
        install(new FilterModule());
        install(new LearningModule());
        install(new ChannelModule());
        install(new VirusModule());
        install(new RulesModule());
        install(new ClientModule());
        install(new SmtpModule());
        install(new OpenSearchModule());
        install(new QuarantineModule());
        install(new FolderModule());
        install(new UserModule());
        install(new DigestModule());
        install(new DmarcReportModule());
        install(new AccessModule());
    }
}
