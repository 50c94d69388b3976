// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.postern.gateway.link.AccessLink;
import org.postern.gateway.link.AccessLinks;

/**
 * Lets people in who look after their own mail, by the password of their mailbox or by a link, and tells whose a token is. Those of
 * directories sign in as accounts do ({@link SignIn}), unless it is by a link. Guessing passwords is slowed as
 * it is for accounts. A token counts only as long as the link that opened it, and as long as the person is there.
 */
public final class UserSignIn {
    private static final int KEYS_KEPT = 20_000;

    private final MailUsers users;
    private final UserTokens tokens;
    private final AccessLinks links;
    private final Predicate<String> selfService;
    private final Clock clock;
    private final AttemptLimit pairs;
    private final AttemptLimit addresses;
    private final AttemptLimit names;

    /**
     * Sign-in of people.
     *
     * @param selfService whether a link may open the quarantine of an address; asked anew at each request
     */
    public UserSignIn(MailUsers users, UserTokens tokens, AccessLinks links, Predicate<String> selfService, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.links = links;
        this.selfService = selfService;
        this.clock = clock;
        this.pairs = new AttemptLimit(SignIn.FAILURES_OF_A_PAIR, SignIn.WINDOW, KEYS_KEPT, clock);
        this.addresses = new AttemptLimit(SignIn.FAILURES_OF_AN_ADDRESS, SignIn.WINDOW, KEYS_KEPT, clock);
        this.names = new AttemptLimit(SignIn.FAILURES_OF_A_NAME, SignIn.WINDOW, KEYS_KEPT, clock);
    }

    /**
     * Signs in by password.
     *
     * @param address IP address of the client
     */
    public SignInOutcome signIn(String name, String password, String address) {
        String key = name.toLowerCase(Locale.ROOT);
        List<AttemptLimit> limits = List.of(pairs, addresses, names);
        List<String> keys = List.of(key + ' ' + address, address, key);
        for (int i = 0; i < limits.size(); i++) {
            Optional<Duration> wait = limits.get(i).begin(keys.get(i));
            if (wait.isPresent()) {
                for (int j = 0; j < i; j++) {
                    limits.get(j).undo(keys.get(j));
                }
                return new SignInOutcome.Limited(wait.get());
            }
        }
        Optional<MailUser> user = password.isEmpty() ? Optional.empty() : users.signIn(name, password);
        if (user.isEmpty()) {
            return new SignInOutcome.Refused();
        }
        pairs.clear(keys.get(0));
        addresses.undo(keys.get(1));
        names.undo(keys.get(2));
        return new SignInOutcome.SignedIn(tokens.issue(user.get().address(), Optional.empty(), Instant.MAX), Role.USER);
    }

    /** Signs in by the secret of a link; empty when it does not hold. */
    public Optional<IssuedToken> signIn(String secret) {
        return links.open(secret).filter(link -> selfService.test(link.recipient()))
            .map(link -> tokens.issue(link.recipient(), Optional.of(link.id()), link.expiresAt()));
    }

    /**
     * Whose a token is; empty when it is worth nothing.
     *
     * @throws org.postern.gateway.StorageUnavailableException when it cannot be found out
     */
    public Optional<MailUser> user(String token) {
        return tokens.read(token).flatMap(claim -> claim.link().isPresent() ? byLink(claim) : users.find(claim.address()));
    }

    private Optional<MailUser> byLink(UserTokens.Claim claim) {
        Optional<AccessLink> link = links.find(claim.link().get()).filter(found -> found.expiresAt().isAfter(clock.instant()));
        // A link is for one recipient; what else is that person's needs a password.
        return link.filter(found -> found.recipient().equals(claim.address()))
            .filter(found -> selfService.test(found.recipient())).map(found -> MailUser.of(found.recipient()));
    }
}
