package org.offprint.journal.affiliations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.RecordReader;

/** Reads a client's request to merge affiliations into another one. */
@ApplicationScoped
public class MergeReader {

    /**
     * Returns the ids of the affiliations to merge into {@code survivor}. Throws a 422 problem with all errors if the
     * request is invalid.
     */
    public List<UUID> read(JsonNode body, UUID survivor) {
        RecordReader reader = new RecordReader();
        MergeInput input = reader.read(body, MergeInput.class);
        if (input != null && input.from() != null) {
            Set<UUID> seen = new HashSet<>();
            for (int i = 0; i < input.from().size(); i++) {
                UUID loser = input.from().get(i);
                if (survivor.equals(loser)) {
                    reader.add(
                            "/from/" + i,
                            "itself",
                            "Remove this affiliation from the list. An affiliation cannot be merged into itself.");
                } else if (loser != null && !seen.add(loser)) {
                    reader.add(
                            "/from/" + i,
                            "duplicate",
                            "The affiliation is listed twice. Remove one of the two entries.");
                }
            }
        }
        reader.check("The merge");
        return input.from();
    }
}
