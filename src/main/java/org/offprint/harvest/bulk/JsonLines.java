package org.offprint.harvest.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/** Articles as readers get them, one a line. */
record JsonLines(Published published) implements Contents {

    @Override
    public byte[] begin() {
        return new byte[0];
    }

    @Override
    public void write(List<UUID> articles, OutputStream out) throws IOException {
        for (Published.Document document : published.documents(articles)) {
            out.write(document.bytes());
            out.write('\n');
        }
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }
}
