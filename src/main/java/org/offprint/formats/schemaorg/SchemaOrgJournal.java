package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.issues.IssueRef;

/** Writes the containers of an article: the issue, which is part of the volume, which is part of the journal. */
final class SchemaOrgJournal {

    private SchemaOrgJournal() {}

    static ObjectNode partOf(ObjectMapper mapper, PublishedRecord record) {
        IssueRef issue = record.issue();
        ObjectNode part = journal(mapper, record);
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

    private static ObjectNode journal(ObjectMapper mapper, PublishedRecord record) {
        ObjectNode journal = mapper.createObjectNode();
        journal.put("@type", "Periodical").put("name", record.journal().title());
        SchemaOrgMembers.put(journal, "alternateName", record.journal().abbreviation());
        ArrayNode issns = mapper.createArrayNode();
        record.issns().forEach(issn -> issns.add(issn.value()));
        SchemaOrgMembers.put(journal, "issn", issns);
        if (record.journal().publisher() != null) {
            journal.putObject("publisher")
                    .put("@type", "Organization")
                    .put("name", record.journal().publisher());
        }
        return journal;
    }
}
