package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.journal.publishing.ArticleCopies;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Kills the service while it propagates a changed name to many articles. */
class CarryingKillIT {

    private static final int MANY = Nightly.or(3_000, 6_000);
    private static final String CARRIED = "select count(*) from change where carried";

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void propagation_of_a_changed_name_resumes_after_a_kill_without_repeating_articles() throws Exception {
        long before = killWhileCarrying();
        assertTrue(before > 0 && before < MANY, before + " articles were updated before the kill");
        try (ServiceProcess second = Records.service(data);
                Connection connection = second.login().connect("offprint")) {
            Workers.await(
                    Duration.ofSeconds(60),
                    "the propagation has reached the end of the change log",
                    () -> Records.number(
                                    connection,
                                    "select count(*) from follower where name = 'carrying' and article is null"
                                            + " and position >= (select max(position) from change)")
                            == 1);
            assertEquals(MANY, Records.number(connection, CARRIED));
            assertEquals(MANY, Records.number(connection, "select count(distinct id) from change where carried"));
            assertEquals(
                    MANY,
                    Records.number(
                            connection,
                            "select count(*) from published_article"
                                    + " where position('\"Renamed\"' in convert_from(document, 'UTF8')) > 0"));
        }
    }

    /** Returns the number of articles that were updated before the service was killed. */
    private long killWhileCarrying() throws Exception {
        try (ServiceProcess first = Records.service(data);
                Connection connection = first.login().connect("offprint");
                Connection holder = first.login().connect("offprint")) {
            Client editor = Client.at(first.url());
            String affiliation = Records.affiliation(editor);
            String original = Records.published(editor, Records.journal(editor), affiliation);
            Records.execute(connection, ArticleCopies.of(original.substring(original.lastIndexOf('/') + 1), MANY - 1));
            // This lock prevents the propagation from reaching the last article before the kill, even on a fast
            // machine.
            holder.setAutoCommit(false);
            Records.execute(
                    holder,
                    List.of("select from published_article where article ="
                            + " (select article from published_article order by article desc limit 1) for update"));
            editor.patch("/v1/affiliations/" + affiliation, Fixtures.object().put("name", "Renamed"))
                    .expect(200);
            Workers.await(
                    Duration.ofSeconds(60),
                    "the first articles are updated",
                    () -> Records.number(connection, CARRIED) > 0);
            first.kill9();
            return Records.number(connection, CARRIED);
        }
    }
}
