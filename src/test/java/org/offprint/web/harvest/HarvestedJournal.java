package org.offprint.web.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.offprint.journal.publishing.ArticleCopies;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Creates a journal with published articles for harvesting tests, and performs the actions of an editor. */
public final class HarvestedJournal {

    private static final Client EDITOR = Client.here();

    public final String journal;
    public final String slug;
    public final String section;
    public final String issue;

    public HarvestedJournal() {
        ObjectNode made = Fixtures.object()
                .put("title", Fixtures.unique("Harvest & Letters"))
                .put("language", "en");
        made.putArray("sections").addObject().put("title", "Articles");
        made.putObject("contact").put("name", "Desk").put("email", "desk@journal.example");
        var stored = EDITOR.post("/v1/journals", made).expect(201).body();
        journal = stored.get("id").textValue();
        slug = stored.get("slug").textValue();
        section = stored.at("/sections/0/id").textValue();
        issue = EDITOR.post(
                        "/v1/issues",
                        Fixtures.object()
                                .put("journal", journal)
                                .put("volume", "7")
                                .put("number", "2")
                                .put("year", 2025))
                .expect(201)
                .body()
                .get("id")
                .textValue();
        EDITOR.put("/v1/issues/" + issue + "/publication", null).expect(200);
    }

    public ObjectNode article() {
        return Fixtures.object()
                .put("journal", journal)
                .put("title", Fixtures.unique("On fields <& barns>"))
                .put("language", "en")
                .put("type", "research-article");
    }

    /** Creates and publishes an article and returns its id. */
    public String published(ObjectNode article) {
        String id = EDITOR.post("/v1/articles", article)
                .expect(201)
                .body()
                .get("id")
                .textValue();
        publish(id);
        return id;
    }

    public String published() {
        return published(article());
    }

    public void publish(String id) {
        EDITOR.put("/v1/articles/" + id + "/publication", null).expect(200);
    }

    /** Changes an article and publishes the change. */
    public void correct(String id, ObjectNode patch) {
        EDITOR.patch("/v1/articles/" + id, patch).expect(200);
        publish(id);
    }

    public void correct(String id) {
        correct(id, Fixtures.object().put("subtitle", Fixtures.unique("Corrected")));
    }

    public void withdraw(String id) {
        EDITOR.put("/v1/articles/" + id + "/withdrawal", Fixtures.object().put("reason", "A test."))
                .expect(200);
    }

    public void reinstate(String id) {
        EDITOR.delete("/v1/articles/" + id + "/withdrawal").expect(200);
    }

    public void patchJournal(ObjectNode patch) {
        EDITOR.patch("/v1/journals/" + journal, patch).expect(200);
    }

    /**
     * Creates copies of an article and returns their ids. In the change log, the copies appear as if they had been
     * published one after another.
     */
    public List<String> copies(Sql sql, String original, int count) {
        List<String> before = ids(sql);
        ArticleCopies.of(original, count).forEach(statement -> sql.update(statement));
        List<String> made = new ArrayList<>(ids(sql));
        made.removeAll(before);
        sql.update(
                "insert into change (kind, id, journal, op, version, reason, carried, visibility, at)"
                        + " select 'article', a.id, a.journal, 'created', 1, 'published', false, 'public',"
                        + " clock_timestamp() from article a where a.id::text = any(?)",
                made);
        return made;
    }

    private List<String> ids(Sql sql) {
        return sql.list(
                "select article::text id from published_article where journal = ?::uuid order by 1",
                row -> row.getString("id"),
                journal);
    }
}
