// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.Part;

/**
 * The way to a fact, such as {@code client.tls} or {@code parts.detectedType}: names of fields of the facts, as in their JSON form, with
 * dots between them. Lists are gone through, a map is asked by key.
 */
public final class FactPath {
    private final String text;
    private final List<Step> steps;

    /** One name of the path: a component of a record, or the key of a map. */
    private record Step(Optional<Method> accessor, String key) {
    }

    /** Gets the values at a path, with the number of the part that a value belongs to, 0 for those of no part. */
    @FunctionalInterface
    public interface Visitor {
        void value(int part, Object value);
    }

    private FactPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException when the facts have no such field; the message names those they have
     */
    public static FactPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Type type = Facts.class;
        for (String name : text.split("\\.", -1)) {
            Type here = unwrapped(type);
            if (here instanceof ParameterizedType map && map.getRawType() == Map.class) {
                steps.add(new Step(Optional.empty(), name));
                type = map.getActualTypeArguments()[1];
            } else if (here instanceof Class<?> record && record.isRecord()) {
                RecordComponent component = Arrays.stream(record.getRecordComponents()).filter(one -> one.getName().equals(name))
                    .findFirst().orElseThrow(() -> new IllegalArgumentException("there is no fact '" + name + "' in '" + text
                        + "'; there are "
                        + String.join(", ", Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).sorted().toList())));
                steps.add(new Step(Optional.of(component.getAccessor()), name));
                type = component.getGenericType();
            } else {
                throw new IllegalArgumentException("the path '" + text + "' goes on behind a plain value, at '" + name + "'");
            }
        }
        Type end = unwrapped(type);
        if (end instanceof Class<?> record && record.isRecord() || end instanceof ParameterizedType) {
            throw new IllegalArgumentException("the path '" + text + "' ends before a plain value");
        }
        return new FactPath(text, steps);
    }

    /** Tells each value at this path. */
    public void visit(Facts facts, Visitor visitor) {
        visit(facts, 0, 0, visitor);
    }

    private void visit(Object here, int step, int part, Visitor visitor) {
        if (here instanceof Optional<?> maybe) {
            if (maybe.isPresent()) {
                visit(maybe.get(), step, part, visitor);
            }
        } else if (here instanceof Collection<?> many) {
            many.forEach(one -> visit(one, step, part, visitor));
        } else if (step == steps.size()) {
            visitor.value(part, here);
        } else if (here instanceof Map<?, ?> map) {
            Object value = map.get(steps.get(step).key());
            if (value != null) {
                visit(value, step + 1, part, visitor);
            }
        } else {
            visit(read(steps.get(step), here), step + 1, here instanceof Part entity ? entity.number() : part, visitor);
        }
    }

    private static Object read(Step step, Object record) {
        try {
            return step.accessor().orElseThrow().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the fact " + step.key() + " cannot be read", e);
        }
    }

    private static Type unwrapped(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw
            && (raw == Optional.class || Collection.class.isAssignableFrom(raw))) {
            return unwrapped(generic.getActualTypeArguments()[0]);
        }
        return type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactPath path && text.equals(path.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
