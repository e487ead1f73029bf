package org.offprint.formats.ror;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.JsonHead;
import org.offprint.formats.draft.JsonStream;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;

/**
 * Import format for organizations in ROR schema v2. Accepts the data dump, an API response, or one organization per
 * line.
 */
public final class RorFormat implements ImportFormat {

    @Override
    public String name() {
        return "ror";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.ror+json");
    }

    /**
     * Recognizes ROR data by its JSON members. Data in schema v1, which has other members, is also recognized, but is
     * rejected when the file is read.
     */
    @Override
    public boolean recognizes(FileHead head) {
        Map<String, String> members = JsonHead.members(head);
        boolean isRor = members.getOrDefault("id", "").contains("ror.org/");
        boolean isOld = isRor && members.containsKey("name");
        return isOld || members.containsKey("names") && (isRor || members.containsKey("external_ids"));
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        JsonStream organizations = new JsonStream(file, Set.of(), Set.of("items"));
        return ImportRecords.of(
                organizations::next, organization -> read(organization, organizations.line()), organizations::close);
    }

    private static ImportRecord read(ObjectNode organization, long line) {
        if (organization.has("name") && !organization.has("names")) {
            throw new UnreadableException(
                    "Data in ROR schema v1 is not supported. Use the v2 file of the data dump, or the API"
                            + " under /v2/organizations.",
                    line);
        }
        return new RorOrganizationReader(organization).read(line);
    }
}
