package org.offprint.ingest.doaj;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.offprint.ingest.FileHead;
import org.offprint.ingest.ImportFormat;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.json.JsonHead;
import org.offprint.ingest.json.JsonStream;

/** The article JSON of DOAJ: one, a list, an answer of its API, or one a line. */
public final class DoajJsonFormat implements ImportFormat {

    @Override
    public String name() {
        return "doaj";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.doaj.article+json");
    }

    /** By the member that holds the article. */
    @Override
    public boolean recognizes(FileHead head) {
        return JsonHead.members(head).containsKey("bibjson");
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream articles = new JsonStream(file, Set.of(), Set.of("results"));
        return new ImportRecords() {
            @Override
            public ImportRecord next() {
                ObjectNode article = articles.next();
                return article == null ? null : new DoajJsonReader(article).read(articles.line());
            }

            @Override
            public void close() {
                articles.close();
            }
        };
    }
}
