package org.offprint.ingest.csl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.ingest.Head;
import org.offprint.ingest.ImportFormat;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.json.JsonHead;
import org.offprint.ingest.json.JsonStream;

/** CSL-JSON 1.0: a list of items, one item, or one a line. */
public final class CslFormat implements ImportFormat {

    private static final Pattern TYPE = Pattern.compile(
            "(?:article(?:-[a-z]+)?|book|chapter|paper-conference"
                    + "|review(?:-book)?|thesis|report|webpage|dataset|manuscript|entry(?:-[a-z]+)?|post(?:-weblog)?|speech|document|software)");

    @Override
    public String name() {
        return "csl";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.citationstyles.csl+json");
    }

    /** By its type, which no other format calls so, and by what our own records have and an item has not. */
    @Override
    public boolean recognizes(Head head) {
        Map<String, String> members = JsonHead.members(head);
        boolean isOurs =
                members.containsKey("kind") || members.containsKey("contributors") || members.containsKey("journal");
        return !isOurs && TYPE.matcher(members.getOrDefault("type", "")).matches();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream items = new JsonStream(file, Set.of(), Set.of("items"));
        return new ImportRecords() {
            @Override
            public ImportRecord next() {
                ObjectNode item = items.next();
                return item == null ? null : new CslItem(item).read(items.line());
            }

            @Override
            public void close() {
                items.close();
            }
        };
    }
}
