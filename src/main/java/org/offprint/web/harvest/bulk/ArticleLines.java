package org.offprint.web.harvest.bulk;

import java.util.List;
import java.util.UUID;

/** Export of the published articles as JSON, one article per line. */
record ArticleLines(PublishedDocuments published) implements ExportContents {

    @Override
    public byte[] begin() {
        return new byte[0];
    }

    @Override
    public Batch after(UUID article, int limit) {
        List<PublishedDocuments.Document> documents = published.after(article, limit);
        int size = documents.stream()
                .mapToInt(document -> document.bytes().length + 1)
                .sum();
        byte[] bytes = new byte[size];
        int at = 0;
        for (PublishedDocuments.Document document : documents) {
            System.arraycopy(document.bytes(), 0, bytes, at, document.bytes().length);
            at += document.bytes().length;
            bytes[at++] = '\n';
        }
        UUID last = documents.isEmpty()
                ? article
                : documents.get(documents.size() - 1).article();
        return new Batch(last, documents.size(), bytes);
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }
}
