package org.offprint.ingest.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** A file of a zip, held against its checksum at its end, which the platform does not do. */
final class Verified extends FilterInputStream {

    private final CRC32 sum = new CRC32();
    private final long stated;

    /** @param stated the checksum; negative for none */
    Verified(InputStream content, long stated) {
        super(content);
        this.stated = stated;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            sum.update(bytes, offset, count);
        } else if (count < 0 && stated >= 0 && sum.getValue() != stated) {
            throw new ZipException("its checksum does not fit");
        }
        return count;
    }
}
