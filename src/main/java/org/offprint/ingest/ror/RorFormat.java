package org.offprint.ingest.ror;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.ingest.Head;
import org.offprint.ingest.ImportFormat;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.json.JsonStream;

/** ROR, schema v2: the dump, an answer of its API, or one organization a line. */
public final class RorFormat implements ImportFormat {

    private static final Pattern ID = Pattern.compile("\"(?:id|value)\"\\s*:\\s*\"https://ror\\.org/");

    @Override
    public String name() {
        return "ror";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.ror+json");
    }

    @Override
    public boolean recognizes(Head head) {
        String text = head.text().stripLeading();
        boolean isJson = text.startsWith("[") || text.startsWith("{");
        boolean hasIts = text.contains("\"ror_display\"") || text.contains("\"geonames_details\"");
        return isJson
                && (hasIts || text.contains("\"external_ids\""))
                && (ID.matcher(text).find() || hasIts);
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream organizations = new JsonStream(file, Set.of(), Set.of("items"));
        return new ImportRecords() {
            @Override
            public ImportRecord next() {
                ObjectNode organization = organizations.next();
                return organization == null ? null : new RorOrganization(organization).read(organizations.line());
            }

            @Override
            public void close() {
                organizations.close();
            }
        };
    }
}
