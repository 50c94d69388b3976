// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.postern.server.demo.sample.Sample;
import org.postern.server.demo.sample.Samples;
import org.postern.server.demo.track.GatewayApi;

/**
 * Shows the running gateway to a person: sends every sample message the way a client would, waits until each recipient's outcome is
 * known, and prints what became of it and why.
 */
public final class Demo {
    private final DemoTarget target;
    private final Samples samples;
    private final PrintStream out;

    public Demo(DemoTarget target, Samples samples, PrintStream out) {
        this.target = target;
        this.samples = samples;
        this.out = out;
    }

    /**
     * Runs it; the time is bounded.
     *
     * @return whether every sample ended as its file says
     * @throws IOException when the samples cannot be read or the gateway's REST interface does not answer
     */
    public boolean run() throws IOException, InterruptedException {
        out.printf("Sending %d sample messages from %s%n", samples.samples().size(), samples.directory());
        out.printf("  as strangers to %s, as our own mail server to %s%n", show(target.untrusted()), show(target.trusted()));
        GatewayApi api = GatewayApi.signIn(target.http(), target.user(), target.password());
        List<Submission> submissions = new ArrayList<>();
        for (Sample sample : samples.samples()) {
            submissions.add(new Submission(sample, samples.content(sample)));
        }
        ClientQueue.Summary sent = new ClientQueue(target).sendAll(submissions);
        out.printf("  %d were greylisted at first and sent again after %.1f s, as a real mail server does%n", sent.greylisted(),
            sent.longestWait().toMillis() / 1000.0);
        List<Outcome> outcomes = new Outcomes(api, target.sink()).await(submissions);
        return new DemoReport(outcomes, target.sink().isPresent()).print(out);
    }

    private static String show(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
