package org.offprint.web.harvest.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.Withdrawals;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileContents.Content;

/**
 * Reads records as JSON Lines that can be imported again. The records are the public data of journals, including the
 * tombstones of withdrawn articles.
 */
@ApplicationScoped
class RecordLines {

    private static final int MAX_BATCH = 100;

    private static final String JOURNALS =
            "select id, slug, body from journal where (? or id = any(?::uuid[])) and id > ? order by id limit "
                    + MAX_BATCH;

    /** SQL query for the affiliations of published articles and the parents and successors of these affiliations. */
    private static final String AFFILIATIONS = """
            with recursive named (id) as (
                select distinct affiliation_end(n.affiliation) from published_affiliation n
                    join published_article p on p.article = n.article where p.journal = any(?::uuid[])
                union select affiliation_end(other) from named join affiliation a on a.id = named.id
                    cross join lateral (values (a.parent), (a.successor)) others (other) where other is not null)
            select id, body, affiliation_end(parent) as parent, affiliation_end(successor) as successor from affiliation
            where merged_into is null and (? or id in (select id from named)) and id > ? order by id limit""" + " " + MAX_BATCH;

    private static final String ISSUES = """
            select i.id, i.journal, i.status, i.body, i.published_at from issue i
            where (? or i.journal = any(?::uuid[])) and i.id > ?
                and (i.status = 'published' or exists (select from published_article p where p.issue = i.id))
            order by i.id limit""" + " " + MAX_BATCH;

    private static final String ARTICLES = """
            select p.article as id, p.document, p.withdrawn, p.issue, p.position, v.kind, v.note,
                v.body -> 'relations' as relations, v.body -> 'files' as files, a.withdrawal
            from published_article p join article a on a.id = p.article
                join article_version v on v.article = p.article and v.number = p.version
            where (? or p.journal = any(?::uuid[])) and p.article > ? order by p.article limit""" + " " + MAX_BATCH;

    /**
     * SQL query for the files of the next batch of articles. If an article has no files, the result has one row with
     * null values, which lets the next batch start after this article.
     */
    private static final String FILES = """
            with next as (select p.article, p.version, p.withdrawn from published_article p
                where (? or p.journal = any(?::uuid[])) and p.article > ? order by p.article limit""" + " " + MAX_BATCH + """
            )
            select n.article, v.sha256, v.size, v.media_type from next n
                left join version_file v on v.article = n.article and v.number = n.version and not n.withdrawn
            order by n.article, v.name""";

    private final ReplicaReads reads;
    private final Withdrawals withdrawals;

    RecordLines(ReplicaReads reads, Withdrawals withdrawals) {
        this.reads = reads;
        this.withdrawals = withdrawals;
    }

    /** Export stage that reads the records of one kind in batches, sorted by id. */
    interface Stage {

        /**
         * Returns the records after the record {@code last}; empty after the last record.
         *
         * @param journals ids of the exported journals; null for all journals
         */
        List<ObjectNode> after(UUID last, Set<UUID> journals);
    }

    /** Returns the stages of an export. Kinds of records to which other records refer come first. */
    List<Stage> stages() {
        return List.of(this::journals, this::affiliations, this::issues, (last, of) -> articles(last, of, false));
    }

    /** Returns the stages of an export with files. The article records list all files, including full-text files. */
    List<Stage> stagesWithFiles() {
        return List.of(this::journals, this::affiliations, this::issues, (last, of) -> articles(last, of, true));
    }

    /**
     * File of an exported article.
     *
     * @param content content of the file; null if the article has no file
     */
    record ArticleFileContent(UUID article, Content content) {}

    /**
     * Returns the files of the articles after the article {@code last}, sorted by article id; empty after the last
     * article.
     */
    List<ArticleFileContent> files(UUID last, Set<UUID> journals) {
        return reads.read(sql -> sql.list(
                FILES,
                row -> new ArticleFileContent(
                        Sql.uuid(row, "article"),
                        row.getString("sha256") == null
                                ? null
                                : new Content(
                                        row.getString("sha256"), row.getLong("size"), row.getString("media_type"))),
                journals == null,
                texts(journals),
                last));
    }

    private List<ObjectNode> journals(UUID last, Set<UUID> journals) {
        return reads.read(sql -> sql.list(
                JOURNALS,
                row -> line("journal", row, tree(row, "body")).put("slug", row.getString("slug")),
                journals == null,
                texts(journals),
                last));
    }

    private List<ObjectNode> affiliations(UUID last, Set<UUID> journals) {
        return reads.read(sql -> sql.list(
                AFFILIATIONS,
                row -> {
                    ObjectNode line = line("affiliation", row, tree(row, "body"));
                    for (String member : List.of("parent", "successor")) {
                        UUID other = Sql.uuid(row, member);
                        line.remove(member);
                        if (other != null) {
                            line.putObject(member).put("id", other.toString());
                        }
                    }
                    return line;
                },
                texts(journals),
                journals == null,
                last));
    }

    private List<ObjectNode> issues(UUID last, Set<UUID> journals) {
        return reads.read(sql -> sql.list(
                ISSUES,
                row -> {
                    ObjectNode line = line("issue", row, tree(row, "body"));
                    line.putObject("journal").put("id", Sql.uuid(row, "journal").toString());
                    line.put("publish", "published".equals(row.getString("status")));
                    if (Sql.instant(row, "published_at") != null) {
                        line.put("publishedAt", Sql.instant(row, "published_at").toString());
                    }
                    return line;
                },
                journals == null,
                texts(journals),
                last));
    }

    private List<ObjectNode> articles(UUID last, Set<UUID> journals, boolean withFiles) {
        Map<UUID, ObjectNode> withdrawn = new HashMap<>();
        Map<UUID, IssuePosition> places = new HashMap<>();
        List<ObjectNode> lines = reads.read(sql -> sql.list(
                ARTICLES,
                row -> {
                    boolean isWithdrawn = row.getBoolean("withdrawn");
                    ObjectNode line = line(
                            "article",
                            row,
                            isWithdrawn
                                    ? JsonNodeFactory.instance.objectNode()
                                    : (ObjectNode) Json.parse(row.getBytes("document")));
                    ObjectNode publish = line.putObject("publish").put("kind", row.getString("kind"));
                    if (row.getString("note") != null) {
                        publish.put("note", row.getString("note"));
                    }
                    // Omit inverse relations, which an import derives from the related articles.
                    line.set("relations", tree(row, "relations"));
                    if (Sql.uuid(row, "issue") != null) {
                        places.put(
                                Sql.uuid(row, "id"),
                                new IssuePosition(Sql.uuid(row, "issue"), Sql.integer(row, "position")));
                    }
                    if (withFiles && !isWithdrawn && row.getString("files") != null) {
                        line.set("files", tree(row, "files"));
                    }
                    if (isWithdrawn) {
                        line.set("withdrawal", tree(row, "withdrawal"));
                        withdrawn.put(Sql.uuid(row, "id"), line);
                    }
                    return line;
                },
                journals == null,
                texts(journals),
                last));
        for (ArticleView view : withdrawals.shown(withdrawn.keySet())) {
            ObjectNode line = withdrawn.get(view.id());
            Json.tree(view).properties().forEach(member -> {
                if (!line.has(member.getKey())) {
                    line.set(member.getKey(), member.getValue());
                }
            });
        }
        for (ObjectNode line : lines) {
            IssuePosition place = places.get(UUID.fromString(line.get("id").textValue()));
            if (place != null && !line.at("/issue/id").isTextual()) {
                place.addTo(line);
            }
        }
        return lines;
    }

    /** Position of an article in an issue, which readers cannot see until the issue is published. */
    private record IssuePosition(UUID issue, Integer position) {

        void addTo(ObjectNode line) {
            line.putObject("issue").put("id", issue.toString());
            if (position != null) {
                line.put("position", position);
            }
        }
    }

    private static JsonNode tree(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? NullNode.instance : Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode line(String kind, ResultSet row, JsonNode body) throws SQLException {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("kind", kind).put("id", Sql.uuid(row, "id").toString());
        body.properties().forEach(member -> {
            if (!member.getValue().isNull() && !member.getKey().equals("id")) {
                line.set(member.getKey(), member.getValue());
            }
        });
        // Omit links, which refer to resources of this service.
        line.remove("links");
        return line;
    }

    private static List<String> texts(Set<UUID> ids) {
        List<String> texts = new ArrayList<>();
        if (ids != null) {
            ids.forEach(id -> texts.add(id.toString()));
        }
        return texts;
    }
}
