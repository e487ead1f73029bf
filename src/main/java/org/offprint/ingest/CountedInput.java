package org.offprint.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Tells how many bytes are read of something. */
final class CountedInput extends FilterInputStream {

    private final IntConsumer counted;

    CountedInput(InputStream content, IntConsumer counted) {
        super(content);
        this.counted = counted;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        counted.accept(Math.max(0, count));
        return count;
    }
}
