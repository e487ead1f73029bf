package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.record.JournalBody.JournalIssn;

/**
 * Writes the containers of an article in the schema.org vocabulary. The issue is part of a volume, which is part of the
 * journal.
 */
public final class SchemaOrgJournal {

    private SchemaOrgJournal() {}

    static ObjectNode partOf(ObjectMapper mapper, PublishedRecord record) {
        IssueRef issue = record.issue();
        ObjectNode part = of(record.journal());
        if (issue.volume() != null) {
            ObjectNode volume = mapper.createObjectNode();
            volume.put("@type", "PublicationVolume").put("volumeNumber", issue.volume());
            volume.set("isPartOf", part);
            part = volume;
        }
        if (issue.number() != null || issue.title() != null) {
            ObjectNode number = mapper.createObjectNode();
            number.put("@type", "PublicationIssue");
            if (issue.doi() != null) {
                number.put("@id", issue.doi().url());
            }
            SchemaOrgMembers.put(number, "issueNumber", issue.number());
            SchemaOrgMembers.put(number, "name", issue.title());
            if (issue.publishedOn() != null) {
                number.put("datePublished", issue.publishedOn().value());
            }
            number.set("isPartOf", part);
            part = number;
        }
        return part;
    }

    /** Returns the schema.org node of a journal. */
    public static ObjectNode of(JournalRef described) {
        ObjectNode journal = JsonNodeFactory.instance.objectNode();
        journal.put("@type", "Periodical").put("name", described.title());
        SchemaOrgMembers.put(journal, "alternateName", described.abbreviation());
        ArrayNode issns = JsonNodeFactory.instance.arrayNode();
        described.issns().stream().map(JournalIssn::value).distinct().forEach(issn -> issns.add(issn.value()));
        SchemaOrgMembers.put(journal, "issn", issns);
        if (described.publisher() != null) {
            journal.putObject("publisher").put("@type", "Organization").put("name", described.publisher());
        }
        return journal;
    }
}
