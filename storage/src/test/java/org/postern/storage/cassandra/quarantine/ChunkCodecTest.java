// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkCodecTest {

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000, ChunkTable.CHUNK_BYTES - 1, ChunkTable.CHUNK_BYTES})
    void inflateShouldGiveBackWhatDoesNotShrink(int length) throws Exception {
        byte[] bytes = random(length);

        ByteBuffer packed = ChunkCodec.deflate(bytes, length);

        assertThat(packed.remaining()).isLessThan(length + length / 1000 + 64);
        assertThat(ChunkCodec.inflate(packed, length)).isEqualTo(bytes);
    }

    @Test
    void deflateShouldTakeTheGivenLengthOnly() throws Exception {
        byte[] bytes = random(1000);

        assertThat(ChunkCodec.inflate(ChunkCodec.deflate(bytes, 10), 10)).isEqualTo(Arrays.copyOf(bytes, 10));
    }

    @Test
    void aPieceOfAnotherLengthShouldBeRefused() {
        ByteBuffer packed = ChunkCodec.deflate(random(1000), 1000);

        assertThatThrownBy(() -> ChunkCodec.inflate(packed.duplicate(), 999)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ChunkCodec.inflate(packed.duplicate(), 1001)).isInstanceOf(IOException.class);
    }

    @Test
    void aCutPieceShouldBeRefused() {
        ByteBuffer packed = ChunkCodec.deflate(new byte[1000], 1000);
        packed.limit(packed.limit() - 1);

        assertThatThrownBy(() -> ChunkCodec.inflate(packed, 1000)).isInstanceOf(IOException.class);
    }
}
