package org.offprint.formats.csl;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.JsonHead;
import org.offprint.formats.draft.JsonStream;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/** Import format for bibliographic items in CSL-JSON 1.0. Accepts a list of items, one item, or one item per line. */
public final class CslFormat implements ImportFormat {

    private static final Set<String> TYPES =
            Set.of(("article article-journal article-magazine article-newspaper bill book"
                            + " broadcast chapter classic collection dataset document entry entry-dictionary entry-encyclopedia event"
                            + " figure graphic hearing interview legal_case legislation manuscript map motion_picture musical_score"
                            + " pamphlet paper-conference patent performance periodical personal_communication post post-weblog"
                            + " regulation report review review-book software song speech standard thesis treaty webpage")
                    .split(" "));

    /** JSON members that only CSL-JSON has. */
    private static final Set<String> MEMBERS =
            Set.of("container-title", "issued", "publisher-place", "collection-title");

    @Override
    public String name() {
        return "csl";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.citationstyles.csl+json");
    }

    /**
     * Recognizes a CSL item by its type, because no other format uses the same type names. If the start of the file
     * contains no type, members that only CSL items have are sufficient. Files with members of Offprint records are not
     * recognized as CSL.
     */
    @Override
    public boolean recognizes(FileHead head) {
        Map<String, String> members = JsonHead.members(head);
        boolean isOurs =
                members.containsKey("kind") || members.containsKey("contributors") || members.containsKey("journal");
        boolean isItem = members.containsKey("type")
                ? TYPES.contains(members.get("type"))
                : MEMBERS.stream().anyMatch(members::containsKey);
        return !isOurs && isItem;
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream items = new JsonStream(file, Set.of(), Set.of("items"));
        return ImportRecords.of(items::next, item -> new CslItemReader(item).read(items.line()), items::close);
    }
}
