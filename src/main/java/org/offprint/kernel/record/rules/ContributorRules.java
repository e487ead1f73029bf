package org.offprint.kernel.record.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;

/**
 * Validates contributors. Each contributor must have the required names, and its affiliations must exist in this
 * service.
 */
public final class ContributorRules {

    private ContributorRules() {}

    /**
     * Validates contributors and resolves their affiliations to organization ids. Null entries are omitted from the
     * result.
     */
    public static List<Contributor> complete(
            List<Contributor> contributors, ReferencedRecords records, RecordReader reader) {
        Map<String, UUID> held = heldAffiliations(contributors, records);
        List<Contributor> complete = new ArrayList<>();
        for (int i = 0; i < contributors.size(); i++) {
            Contributor contributor = contributors.get(i);
            if (contributor == null) {
                continue;
            }
            String pointer = "/contributors/" + i;
            name(contributor, pointer, reader);
            alternativeNames(contributor, pointer + "/alternativeNames/", reader);
            List<AffiliationMention> mentions = new ArrayList<>();
            for (int j = 0; j < contributor.affiliations().size(); j++) {
                mentions.add(mention(contributor.affiliations().get(j), held, pointer + "/affiliations/" + j, reader));
            }
            complete.add(contributor.withAffiliations(mentions));
        }
        return complete;
    }

    private static Map<String, UUID> heldAffiliations(List<Contributor> contributors, ReferencedRecords records) {
        Set<UUID> ids = new LinkedHashSet<>();
        Set<String> rors = new LinkedHashSet<>();
        for (Contributor contributor : contributors) {
            for (AffiliationMention mention :
                    contributor == null ? List.<AffiliationMention>of() : contributor.affiliations()) {
                if (mention != null && mention.id() != null) {
                    ids.add(mention.id());
                }
                if (mention != null && mention.ror() != null) {
                    rors.add(mention.ror().toString());
                }
            }
        }
        return records.affiliations(ids, rors);
    }

    private static void name(Contributor contributor, String pointer, RecordReader reader) {
        if (contributor.kind() == ContributorKind.ORGANIZATION) {
            require(contributor.name(), pointer + "/name", "A name is required for an organization.", reader);
            refuse(
                    contributor.family(),
                    pointer + "/family",
                    "Remove the family name. An organization has only the member name.",
                    reader);
            refuse(
                    contributor.given(),
                    pointer + "/given",
                    "Remove the given name. An organization has only the member name.",
                    reader);
        } else {
            require(
                    contributor.family(),
                    pointer + "/family",
                    "A family name is required for a person. Send a single name as the family name.",
                    reader);
            refuse(
                    contributor.name(),
                    pointer + "/name",
                    "Remove the name and send family and given instead. Only an organization has a name.",
                    reader);
        }
    }

    private static void alternativeNames(Contributor contributor, String pointer, RecordReader reader) {
        for (int i = 0; i < contributor.alternativeNames().size(); i++) {
            AlternativeName form = contributor.alternativeNames().get(i);
            if (form == null) {
                continue;
            }
            if (contributor.kind() == ContributorKind.ORGANIZATION) {
                require(form.name(), pointer + i + "/name", "A name is required for an organization.", reader);
            } else if (isBlank(form.family()) && isBlank(form.name())) {
                reader.add(pointer + i, "required", "A family name or a complete name is required.");
            }
        }
    }

    private static AffiliationMention mention(
            AffiliationMention mention, Map<String, UUID> held, String pointer, RecordReader reader) {
        if (mention == null) {
            return null;
        }
        UUID byRor = mention.ror() == null ? null : held.get(mention.ror().toString());
        if (mention.ror() != null && byRor == null) {
            reader.add(
                    pointer + "/ror",
                    "unknown-affiliation",
                    "The service has no affiliation with this ROR id. Add the affiliation with POST"
                            + " /v1/affiliations.");
        } else if (mention.id() != null && !held.containsKey(mention.id().toString())) {
            reader.add(pointer + "/id", "unknown-affiliation", "There is no affiliation " + mention.id() + ".");
        } else if (mention.id() != null && byRor != null && !byRor.equals(mention.id())) {
            reader.add(
                    pointer + "/ror", "other-affiliation", "The affiliation with the given id has a different ROR id.");
        } else if (mention.id() == null
                && byRor == null
                && (mention.text() == null || mention.text().isBlank())) {
            reader.add(pointer, "required", "An id, a ROR id or a text is required.");
        }
        return new AffiliationMention(mention.id() == null ? byRor : mention.id(), null, mention.text(), null);
    }

    private static void require(String value, String pointer, String message, RecordReader reader) {
        if (isBlank(value)) {
            reader.add(pointer, "required", message);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static void refuse(String value, String pointer, String message, RecordReader reader) {
        if (value != null) {
            reader.add(pointer, "not-for-this-kind", message);
        }
    }
}
