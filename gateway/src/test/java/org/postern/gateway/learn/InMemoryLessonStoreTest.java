// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

class InMemoryLessonStoreTest implements LessonStoreContract {
    private final LessonStore store = new InMemoryLessonStore();

    @Override
    public LessonStore store() {
        return store;
    }
}
