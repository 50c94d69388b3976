// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.inject.Inject;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.access.Permission;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.LearningOutcome;
import org.postern.gateway.learn.LessonNote;
import org.postern.gateway.learn.LessonPage;
import org.postern.gateway.learn.LessonSource;

/**
 * What the filter has learned: how much, from whom, and the means to teach it and to take lessons back. A corpus is taught by sending
 * its messages one by one.
 */
public final class LearningEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/learning";
    private static final String LESSONS = PATH + "/lessons";
    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;

    private final Learning learning;

    @Inject
    public LearningEndpoints(Learning learning) {
        this.learning = learning;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_STATUS, this::show),
            Endpoint.guarded(HttpMethod.GET, LESSONS, Permission.READ_QUARANTINE, this::list),
            Endpoint.guarded(HttpMethod.POST, LESSONS, Permission.TEACH, this::teach),
            Endpoint.guarded(HttpMethod.DELETE, LESSONS + "/:key", Permission.TEACH, this::forget));
    }

    private Answer show(Call call) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ready", learning.model().isPresent());
        learning.model().ifPresent(model -> {
            Map<String, Object> layers = new TreeMap<>();
            model.trained().forEach((layer, trained) -> layers.put(layer.text(), Map.of("ham", trained.ham(), "spam", trained.spam())));
            answer.put("layers", layers);
            answer.put("tokens", model.tokens());
        });
        return Answer.json(200, answer);
    }

    private Answer list(Call call) {
        call.allowOnly(Set.of("limit", "cursor"));
        int size = call.query("limit").map(LearningEndpoints::size).orElse(USUAL_SIZE);
        LessonPage page;
        try {
            page = learning.list(size, call.query("cursor"));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("'cursor' is not one that was given by this list");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lessons", page.notes().stream().map(LearningEndpoints::view).toList());
        answer.put("next", page.next().orElse(null));
        return Answer.json(200, answer);
    }

    private Answer teach(Call call) {
        call.allowOnly(Set.of("judgement", "layer"));
        Judgement judgement = call.query("judgement").map(LearningEndpoints::judgement)
            .orElseThrow(() -> ApiException.invalid("'judgement' must be ham or spam"));
        Layer layer = call.query("layer").map(LearningEndpoints::layer).orElseGet(Layer::site);
        byte[] message = call.message();
        LearningOutcome outcome;
        try {
            outcome = learning.learn(MessageSource.of(message), judgement, List.of(layer), LessonSource.CORPUS,
                call.principal().name().value());
        } catch (IOException e) {
            throw ApiException.invalid("the message cannot be read");
        }
        if (outcome.result() == LearningOutcome.Result.NOT_READY) {
            throw ApiException.conflict("Learning is switched off, or what was learned has not been read yet");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("result", outcome.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        answer.put("key", outcome.note().map(LessonNote::key).orElse(null));
        return Answer.json(outcome.result() == LearningOutcome.Result.LEARNED ? 201 : 200, answer);
    }

    private Answer forget(Call call) {
        String key = call.path("key");
        if (!key.matches("[0-9a-f]{64}")) {
            throw ApiException.invalid("the key of a message has 64 hexadecimal digits");
        }
        if (learning.forget(key) == 0) {
            throw ApiException.notFound("Nothing was learned from this message");
        }
        return Answer.json(200, Map.of("status", "forgotten"));
    }

    private static Map<String, Object> view(LessonNote note) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("key", note.key());
        view.put("judgement", note.judgement().name().toLowerCase(Locale.ROOT));
        view.put("layers", note.layers().stream().map(Layer::text).toList());
        view.put("source", note.source().name().toLowerCase(Locale.ROOT));
        view.put("actor", note.actor());
        view.put("messageId", note.name());
        view.put("learnedAt", note.learnedAt().toString());
        return view;
    }

    private static Judgement judgement(String text) {
        return switch (text) {
            case "ham" -> Judgement.HAM;
            case "spam" -> Judgement.SPAM;
            default -> throw ApiException.invalid("'judgement' must be ham or spam");
        };
    }

    private static Layer layer(String text) {
        try {
            return Layer.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST_SIZE) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw ApiException.invalid("'limit' must be a whole number from 1 to " + LARGEST_SIZE);
        }
        throw ApiException.invalid("'limit' must be a whole number from 1 to " + LARGEST_SIZE);
    }
}
