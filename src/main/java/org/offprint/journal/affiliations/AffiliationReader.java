package org.offprint.journal.affiliations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.contributors.OrganizationIdentifier;

/** Reads an affiliation sent by a client, and reports all errors together. */
@ApplicationScoped
public class AffiliationReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.of(
                    "id", "The id of a record never changes.",
                    "createdAt", "The service sets the time of creation.",
                    "updatedAt", "The service sets the time of the last change.",
                    "mergedInto", "To merge organizations, use POST /v1/affiliations/{id}/merges.",
                    "links", "The links are derived from the record."),
            Set.of());

    private final AffiliationParents parents;

    AffiliationReader(AffiliationParents parents) {
        this.parents = parents;
    }

    /**
     * Reads an affiliation from a request body. Throws a 422 problem with all errors if the body is invalid. The
     * referenced parent and successor are locked against changes until the transaction ends.
     *
     * @param present the current affiliation in the editors' view; null for a new affiliation
     * @param id id of the changed affiliation, which must be locked; null for a new affiliation
     */
    public AffiliationBody read(JsonNode body, JsonNode present, UUID id) {
        return read(body, present, id, parents::lock);
    }

    /**
     * Reads an affiliation from a request body. The caller provides a function that looks up the parent and successor
     * affiliations.
     *
     * @param isAffiliation locks the affiliation with the given id against changes, and returns whether it exists
     */
    public AffiliationBody read(JsonNode body, JsonNode present, UUID id, Predicate<UUID> isAffiliation) {
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(body, present, reader);
        AffiliationInput input = reader.read(body, AffiliationInput.class);
        List<OrganizationIdentifier> identifiers = List.of();
        if (input != null) {
            identifiers = identifiers(input.body().identifiers(), reader);
            UUID parent = input.body().parent();
            boolean another = another(parent, "/parent", id, isAffiliation, reader);
            if (another && id != null && parents.isWithin(parent, id)) {
                reader.add(
                        "/parent",
                        "cycle",
                        "Affiliation " + parent + " is a part of this affiliation. Use another parent.");
            }
            UUID successor = input.body().successor();
            boolean goesOn = another(successor, "/successor", id, isAffiliation, reader);
            if (goesOn && id != null && parents.isSucceededBy(successor, id)) {
                reader.add(
                        "/successor",
                        "cycle",
                        "Affiliation " + successor + " was succeeded by this affiliation. Use another successor.");
            }
        }
        reader.check("The affiliation");
        return input.body().withIdentifiers(identifiers);
    }

    /** Returns the identifiers of the organization, normalized according to their schemes and without duplicates. */
    private static List<OrganizationIdentifier> identifiers(List<OrganizationIdentifier> given, RecordReader reader) {
        Set<OrganizationIdentifier> identifiers = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            OrganizationIdentifier each = given.get(i);
            if (each == null || each.type() == null || each.value() == null) {
                continue;
            }
            try {
                identifiers.add(
                        new OrganizationIdentifier(each.type(), each.type().parse(each.value())));
            } catch (InvalidValueException e) {
                reader.add("/identifiers/" + i + "/value", e.code(), e.getMessage());
            }
        }
        return List.copyOf(identifiers);
    }

    /**
     * Returns whether {@code named} is an existing affiliation other than {@code id}, and reports an error if it is
     * not. If {@code named} is null, returns false without an error.
     */
    private static boolean another(
            UUID named, String pointer, UUID id, Predicate<UUID> isAffiliation, RecordReader reader) {
        if (named == null) {
            return false;
        }
        if (named.equals(id)) {
            reader.add(
                    pointer,
                    "itself",
                    "Must be a different affiliation. An affiliation cannot be its own parent or successor.");
            return false;
        }
        boolean exists = isAffiliation.test(named);
        if (!exists) {
            reader.add(pointer, "unknown-affiliation", "There is no affiliation " + named + ".");
        }
        return exists;
    }
}
