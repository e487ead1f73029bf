package org.offprint.web.harvest.bulk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.formats.xml.XmlWriter;

/**
 * Export of articles as JATS in one element. If an article lacks data that JATS requires, the export contains a comment
 * with the article id instead.
 */
record JatsArticles(PublishedDocuments published, RenderingCache renderings, Format jats, String baseUrl)
        implements ExportContents {

    @Override
    public byte[] begin() {
        return (XmlWriter.DECLARATION + "<articles>\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Batch after(UUID article, int limit) {
        List<UUID> articles = published.idsAfter(article, limit);
        Map<UUID, Rendering> made = renderings.of(jats, articles);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        for (UUID each : articles) {
            Rendering rendering = made.get(each);
            if (rendering != null) {
                if (rendering.isPossible()) {
                    rendering.writeTo(out, baseUrl);
                } else {
                    out.writeBytes(
                            ("<!-- " + each + " lacks data that JATS requires -->").getBytes(StandardCharsets.UTF_8));
                }
                out.write('\n');
            }
        }
        UUID last = articles.isEmpty() ? article : articles.get(articles.size() - 1);
        return new Batch(last, articles.size(), out.toByteArray());
    }

    @Override
    public byte[] end() {
        return "</articles>\n".getBytes(StandardCharsets.UTF_8);
    }
}
