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

/** Reads an affiliation that a client sends, and tells at once all that is wrong with it. */
@ApplicationScoped
public class AffiliationReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.of(
                    "id", "An id never changes.",
                    "createdAt", "It is when the affiliation was created.",
                    "updatedAt", "It is when the affiliation was last changed.",
                    "mergedInto", "POST /v1/affiliations/{id}/merges sets it.",
                    "links", "They follow from the rest."),
            Set.of());

    private final AffiliationParents parents;

    AffiliationReader(AffiliationParents parents) {
        this.parents = parents;
    }

    /**
     * An affiliation; 422 with everything that is wrong with it. What it names is kept as it is until the transaction
     * ends.
     *
     * @param present as its editors read it now; null for a new one
     * @param id of the one that is changed, which is locked; null for a new one
     */
    public AffiliationBody read(JsonNode body, JsonNode present, UUID id) {
        return read(body, present, id, parents::hold);
    }

    /**
     * Reads an affiliation whose parent and successor are looked up by the caller.
     *
     * @param isAffiliation whether there is an affiliation of this id, and then holds it as it is
     */
    public AffiliationBody read(JsonNode body, JsonNode present, UUID id, Predicate<UUID> isAffiliation) {
        RecordReader reader = new RecordReader();
        READ_ONLY.takeOut(body, present, reader);
        AffiliationInput input = reader.read(body, AffiliationInput.class);
        List<OrganizationIdentifier> identifiers = List.of();
        if (input != null) {
            identifiers = identifiers(input.body().identifiers(), reader);
            UUID parent = input.body().parent();
            boolean another = another(parent, "/parent", id, isAffiliation, reader);
            if (another && id != null && parents.isWithin(parent, id)) {
                reader.add("/parent", "cycle", "Affiliation " + parent + " is itself a part of this one.");
            }
            UUID successor = input.body().successor();
            boolean goesOn = another(successor, "/successor", id, isAffiliation, reader);
            if (goesOn && id != null && parents.wentOnAs(successor, id)) {
                reader.add("/successor", "cycle", "Affiliation " + successor + " itself went on as this one.");
            }
        }
        reader.check("The affiliation");
        return input.body().withIdentifiers(identifiers);
    }

    /** Returns the identifiers in the normal form of their schemes, each once. */
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

    /** Reports whether this names another affiliation that exists. */
    private static boolean another(
            UUID named, String pointer, UUID id, Predicate<UUID> isAffiliation, RecordReader reader) {
        if (named == null) {
            return false;
        }
        if (named.equals(id)) {
            reader.add(pointer, "itself", "This is the affiliation itself.");
            return false;
        }
        boolean exists = isAffiliation.test(named);
        if (!exists) {
            reader.add(pointer, "unknown-affiliation", "There is no affiliation " + named + " here.");
        }
        return exists;
    }
}
