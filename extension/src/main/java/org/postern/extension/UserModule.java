// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;

import javax.inject.Singleton;

import org.postern.analysis.mime.MessageAnalyser;
import org.postern.gateway.access.TokenKeys;
import org.postern.gateway.access.UserSignIn;
import org.postern.gateway.access.UserTokens;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.usermail.LinkMail;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.link.LinkRequests;
import org.postern.gateway.mailuser.JamesMailUsers;
import org.postern.gateway.mailuser.MailOwners;
import org.postern.gateway.mailuser.SelfService;
import org.postern.gateway.personal.PersonalLists;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.webadmin.PreviewTickets;
import org.postern.webadmin.preview.PreviewReader;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** People who receive mail, and what they see of their quarantine. */
class UserModule extends AbstractModule {

    @Provides
    @Singleton
    MailOwners owners(JamesMailUsers james, Directories directories) {
        return new MailOwners(james, directories);
    }

    @Provides
    @Singleton
    PersonalLists personalLists(Stores stores, MailOwners owners, Clock clock) {
        return new PersonalLists(stores.personalLists(), address -> owners.of(address).address(), clock);
    }

    @Provides
    @Singleton
    AccessLinks links(Stores stores, PosternConfiguration configuration, Clock clock) {
        return new AccessLinks(stores.links(), configuration.links().lifetime(), clock);
    }

    @Provides
    @Singleton
    SelfService selfService(Directories directories, JamesMailUsers users) {
        return new SelfService(directories, users);
    }

    @Provides
    @Singleton
    UserSignIn signIn(JamesMailUsers users, TokenKeys keys, AccessLinks links, SelfService selfService, Clock clock) {
        return new UserSignIn(users, new UserTokens(keys, clock), links, selfService::isFor, clock);
    }

    @Provides
    @Singleton
    LinkRequests linkRequests(QuarantineStore store, AccessLinks links, MessageOutlet outlet, PosternConfiguration configuration,
                              AdministratorAddress administrator, SelfService selfService, Clock clock, Closing closing) {
        LinkMail mail = new LinkMail(store, links, outlet, configuration.links(), configuration.links().from()
            .orElse(administrator.text()), configuration.node(), selfService::isFor, clock);
        return closing.atStop(new LinkRequests(mail::send, clock));
    }

    @Provides
    @Singleton
    PreviewReader previews(MessageAnalyser analyser) {
        return new PreviewReader(analyser);
    }

    @Provides
    @Singleton
    PreviewTickets tickets(TokenKeys keys, Clock clock) {
        return new PreviewTickets(keys, clock);
    }
}
