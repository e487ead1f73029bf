package org.offprint.formats.doaj;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.JsonHead;
import org.offprint.formats.draft.JsonStream;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for DOAJ article JSON. Accepts one article, a list of articles, a response of DOAJ's API, or one
 * article per line.
 */
public final class DoajJsonFormat implements ImportFormat {

    @Override
    public String name() {
        return "doaj";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.doaj.article+json");
    }

    /** Recognizes DOAJ JSON by the member {@code bibjson}. */
    @Override
    public boolean recognizes(FileHead head) {
        return JsonHead.members(head).containsKey("bibjson");
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream articles = new JsonStream(file, Set.of(), Set.of("results"));
        return ImportRecords.of(
                articles::next, article -> new DoajJsonReader(article).read(articles.line()), articles::close);
    }
}
