package org.offprint.platform.database.backup;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables that are included in a backup, and tables that are omitted. Each table created by the migrations is in one of
 * the two lists.
 */
final class BackupTables {

    /** Tables included in a backup, in the order in which they are written. A restore does not depend on the order. */
    static final List<String> INCLUDED = List.of(
            "secret",
            "api_key",
            "person",
            "journal",
            "journal_slug",
            "journal_issn",
            "section",
            "issue",
            "affiliation",
            "article",
            "article_slug",
            "doi",
            "doi_sequence",
            "article_affiliation",
            "article_history",
            "article_version",
            "file_content",
            "article_content",
            "version_file",
            "published_article",
            "published_affiliation",
            "published_relation",
            "shown_inverse",
            "change",
            "follower",
            "oai_item",
            "oai_format",
            "redirect",
            "citation",
            "cited_article",
            "found_work",
            "registration_account",
            "registration_plan",
            "registration",
            "contributor_confirmation",
            "audit",
            "audit_start",
            "audit_name",
            "usage_day",
            "usage_month",
            "usage_search",
            "usage_lost");

    /** Tables that a backup omits, each with the reason for the omission. */
    static final Map<String, String> OMITTED = Map.ofEntries(
            Map.entry("store", "the store id is in the first line of the backup, and a restored store gets a new id"),
            Map.entry(
                    "idempotent_answer",
                    "the table contains responses that are repeated for one day and may refer to records"
                            + " created after the backup"),
            Map.entry("job", "the files of a job are in the data directory of a node, which is not in the backup"),
            Map.entry(
                    "registration_run_item",
                    "the table lists the records of registration runs, which are jobs, and jobs are omitted"),
            Map.entry("job_outcome", "the table contains the outcomes of the records of a job, and jobs are omitted"),
            Map.entry(
                    "import_missing",
                    "the table lists the missing records that a job looks up at its end, and jobs are omitted"),
            Map.entry(
                    "oai_address",
                    "the table contains the URL under which this store was last harvested; a restored store"
                            + " records its own URL"),
            Map.entry("compressed_document", "the rows are rebuilt from documents on the first request"),
            Map.entry("rendering", "the rows are rebuilt from documents on the first request"),
            Map.entry(
                    "oai_former",
                    "the table contains item states for running harvests; after a restore, harvesters must"
                            + " start again"),
            Map.entry(
                    "flyway_schema_history",
                    "the restoring service creates its own tables; the schema version is in the first line"
                            + " of the backup"),
            Map.entry("full_text", "the texts are rebuilt from their sources in the background"),
            Map.entry("full_text_work", "the queue is filled again from the texts of article versions"),
            Map.entry("searched_text", "the texts are rebuilt from their sources when an index requests them"),
            Map.entry("image", "the rows are rebuilt from the files of article versions"),
            Map.entry("image_version", "the rows are rebuilt from the files of article versions"),
            Map.entry("generated_pdf", "the PDFs are generated again from the full texts"),
            Map.entry("pdf_work", "the queue is filled again from the full texts of published articles"),
            Map.entry("image_work", "the queue is filled again from the images of article versions"),
            Map.entry(
                    "registration_secret", "secrets are not backed up; set the secret of each restored account again"),
            Map.entry(
                    "registration_attempt",
                    "the table lists the requests that this store has sent; a restored store sends nothing"
                            + " until it is enabled"),
            Map.entry(
                    "registration_attempt_item",
                    "the table contains the outcomes of the records of an attempt, and attempts are omitted"),
            Map.entry("readiness", "the rows are rebuilt from documents"),
            Map.entry("readiness_count", "the counts are recomputed from documents"),
            Map.entry(
                    "readiness_place",
                    "the table contains the position of the readiness checks; a restored store checks all"
                            + " articles again"),
            Map.entry("person_session", "users sign in again after a restore"),
            Map.entry("key_session", "users sign in again after a restore"),
            Map.entry(
                    "usage_salt",
                    "the table contains the salts of visitor hashes, which must not be kept longer than one day"),
            Map.entry("usage_batch", "the table contains visitor hashes, which are deleted within hours"),
            Map.entry("usage_event", "the table contains visitor hashes, which are deleted within hours"),
            Map.entry("usage_session", "the table contains visitor hashes, which are deleted at the end of the day"),
            Map.entry(
                    "webhook",
                    "a copy of a store must not send to the receivers of the original, and secrets are not"
                            + " backed up"),
            Map.entry("webhook_event", "the table contains the events of webhooks, and webhooks are omitted"),
            Map.entry("webhook_delivery", "the rows belong to webhooks, and webhooks are omitted"),
            Map.entry("webhook_attempt", "the rows belong to webhooks, and webhooks are omitted"),
            Map.entry(
                    "citation_change",
                    "the table lists the cached pages that running nodes must rebuild; a restored store has"
                            + " no cached pages"),
            Map.entry(
                    "outside_work", "the works are loaded from a file, which the operator loads again after a restore"),
            Map.entry("outside_work_print", "the rows are computed from the loaded works"),
            Map.entry(
                    "outside_work_former_print",
                    "the rows belong to former works of the set of external works, which is omitted"),
            Map.entry(
                    "outside_set", "the table describes the set of external works, which is empty in a restored store"),
            Map.entry(
                    "crossref_place",
                    "the table contains a position in the log; a restored store checks all references again,"
                            + " without repeating lookups"),
            Map.entry("node", "the table lists the nodes that are running now, and their positions in the log"),
            Map.entry("upload", "the uploaded bytes are in the data directory of a node, which is not in the backup"));

    /** Tables that have rows even in a store without records. A restore replaces these rows. */
    static final Set<String> FILLED_AT_START =
            Set.of("secret", "api_key", "follower", "oai_format", "audit", "audit_start", "audit_name");

    private BackupTables() {}
}
