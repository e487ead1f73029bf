package org.offprint.harvest.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.export.Format;
import org.offprint.export.Rendering;
import org.offprint.export.Renderings;
import org.offprint.export.XmlWriter;

/** Articles as JATS within one element; one that lacks what JATS needs is named in a comment. */
record JatsArticles(Renderings renderings, Format jats, String baseUrl) implements Contents {

    @Override
    public byte[] begin() {
        return (XmlWriter.DECLARATION + "<articles>\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(List<UUID> articles, OutputStream out) throws IOException {
        Map<UUID, Rendering> made = renderings.of(jats, articles);
        for (UUID article : articles) {
            Rendering rendering = made.get(article);
            if (rendering != null) {
                out.write(
                        rendering.isPossible()
                                ? rendering.at(baseUrl)
                                : ("<!-- " + article + " lacks what JATS needs -->").getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        }
    }

    @Override
    public byte[] end() {
        return "</articles>\n".getBytes(StandardCharsets.UTF_8);
    }
}
