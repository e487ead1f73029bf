package org.offprint.services.usage;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsageEvent.Visitor;
import org.offprint.services.usage.UsedItem.Form;
import org.offprint.services.usage.reports.UsageMonths;
import org.offprint.web.api.Fixtures;

/**
 * Tests COUNTER reports with events of two days that cover every counting rule. The expected counts were computed
 * manually. Only this test records events in the reported month.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CounterReportsTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final Visitor ONE = new Visitor(null, "192.0.2.1", BROWSER);
    private static final Visitor TWO = new Visitor(null, "192.0.2.2", BROWSER);
    /** Visitor with a different browser at the same address. */
    private static final Visitor THREE = new Visitor(null, "192.0.2.2", BROWSER + " Other/1.0");

    private static final Visitor SESSION = new Visitor("6f1c9d0a", null, null);
    private static final Visitor ROBOT = new Visitor(null, "192.0.2.3", "Mozilla/5.0 (compatible; Googlebot/2.1)");

    /** Title of the second article. */
    private static final String FORMULA = "=1+1 reasons";

    private static final String WORLD = "customer_id=0000000000000000";
    private static final String MONTH = "&begin_date=2019-05&end_date=2019-05";

    @Inject
    UsageEvents events;

    @Inject
    UsageAggregation folding;

    @Inject
    UsageMonths months;

    @Inject
    DailySalts salts;

    @Inject
    Sql sql;

    private String key;
    private String journal;
    private String other;
    private String first;
    private String second;
    private String withdrawn;

    private static UsageEvent at(String time, Visitor visitor, String article, Form form) {
        return at(time, visitor, article, form, AccessMethod.REGULAR);
    }

    private static UsageEvent at(String time, Visitor visitor, String article, Form form, AccessMethod method) {
        UUID id = article == null ? null : UUID.fromString(article);
        return new UsageEvent(Instant.parse("2019-05-" + time + "Z"), new UsedItem(id, form), method, visitor);
    }

    /** Creates the events once for all tests. */
    @BeforeEach
    void count() {
        if (key != null) {
            return;
        }
        key = created(asAdmin(), "/v1/api-keys", object().put("name", "Library").put("role", "usage-reports"))
                .get("key")
                .textValue();
        journal = Fixtures.journal();
        other = Fixtures.journal();
        first = published(journal);
        second = published(journal, FORMULA);
        withdrawn = published(other);
        log();
        folding.countEndedHours(Instant.parse("2019-05-12T00:25:00Z"));
        Fixtures.withdraw(withdrawn);
    }

    private static String published(String journal) {
        return published(journal, Fixtures.unique("Counted"));
    }

    private static String published(String journal, String title) {
        String article = Fixtures.article(journal);
        Fixtures.patch(
                        asAdmin(),
                        "/v1/articles/" + article,
                        object().put("title", title).set("dates", object().put("published", "2018-03-07")))
                .then()
                .statusCode(200);
        Fixtures.publish(article);
        return article;
    }

    private void log() {
        events.store(List.of(
                // In a chain of double clicks, each click follows within 30 seconds of the previous click, and only the
                // last click counts.
                at("10T10:00:00", ONE, first, Form.ABSTRACT),
                at("10T10:00:20", ONE, first, Form.ABSTRACT),
                at("10T10:00:50", ONE, first, Form.ABSTRACT),
                // A click after 35 seconds is counted separately.
                at("10T10:01:25", ONE, first, Form.ABSTRACT),
                // A click on a different item of the same article is not a double click.
                at("10T10:01:30", ONE, first, Form.PDF),
                at("10T10:01:40", ONE, first, Form.HTML),
                // Clicks of visitors with a different address or browser are not double clicks.
                at("10T10:01:45", TWO, first, Form.HTML),
                at("10T10:01:46", THREE, first, Form.HTML),
                at("10T10:02:00", ROBOT, first, Form.HTML),
                // A double click across an hour boundary counts in the hour of the second click.
                at("10T10:59:50", ONE, second, Form.HTML),
                at("10T11:00:10", ONE, second, Form.HTML),
                // One hour later, the same visitor has a new session.
                at("10T11:30:00", ONE, first, Form.ABSTRACT),
                // A session reported by a front end lasts the whole day.
                at("10T11:31:00", SESSION, first, Form.HTML),
                at("10T12:15:00", SESSION, first, Form.HTML),
                // Text mining has a separate column.
                at("10T12:20:00", ONE, first, Form.PDF, AccessMethod.TDM),
                // Searches are not subject to the double-click rule.
                at("10T12:30:00", ONE, null, Form.SEARCH),
                at("10T12:30:05", ONE, null, Form.SEARCH),
                at("10T09:00:00", ONE, withdrawn, Form.HTML),
                // The visitor of a double click across midnight has two hashes, because each day has its own salt.
                at("10T23:59:45", TWO, second, Form.ABSTRACT),
                at("11T00:00:05", TWO, second, Form.ABSTRACT),
                // A session on a different day counts separately.
                at("11T00:10:00", SESSION, first, Form.HTML)));
    }

    private record Counts(long investigations, long requests, long uniqueInvestigations, long uniqueRequests) {

        static Counts of(JsonNode performance) {
            return new Counts(
                    performance.at("/Total_Item_Investigations/2019-05").asLong(),
                    performance.at("/Total_Item_Requests/2019-05").asLong(),
                    performance.at("/Unique_Item_Investigations/2019-05").asLong(),
                    performance.at("/Unique_Item_Requests/2019-05").asLong());
        }
    }

    private ValidatableResponse asked(String report, String parameters) {
        return asReader()
                .get("/r51/reports/" + report + "?" + WORLD + "&api_key=" + key + parameters)
                .then();
    }

    /** Requests a report and validates its structure against the COUNTER schema. */
    private JsonNode report(String report, String parameters) {
        ValidatableResponse answer = asked(report, parameters).statusCode(200).contentType(equalTo("application/json"));
        JsonNode body = Json.parse(answer.extract().asByteArray());
        assertEquals(List.of(), faults(body), body::toPrettyString);
        return body;
    }

    private static List<String> faults(JsonNode body) {
        try (InputStream shapes = CounterReportsTest.class.getResourceAsStream("/counter/report.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Json.parse(shapes.readAllBytes()));
            List<String> faults = new ArrayList<>();
            schema.validate(body).forEach(error -> faults.add(error.toString()));
            return faults;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Counts> byItem(JsonNode report, String method) {
        Map<String, Counts> found = new TreeMap<>();
        report.path("Report_Items").forEach(parent -> parent.path("Items")
                .forEach(item -> item.path("Attribute_Performance").forEach(performance -> {
                    if (performance.path("Access_Method").asText().equals(method)) {
                        found.put(name(item), Counts.of(performance.path("Performance")));
                    }
                })));
        return found;
    }

    /** Returns the Offprint id of a report item. */
    private static String name(JsonNode item) {
        String proprietary = item.at("/Item_ID/Proprietary").asText();
        return proprietary.substring(proprietary.indexOf(':') + 1);
    }

    private static Map<String, JsonNode> byName(JsonNode report) {
        Map<String, JsonNode> found = new TreeMap<>();
        report.path("Report_Items").forEach(item -> found.put(name(item), item));
        return found;
    }

    @Test
    void the_article_counts_in_the_item_report_equal_the_manual_counts() {
        JsonNode report = report("ir", MONTH + "&attributes_to_show=Access_Method");
        assertEquals(
                new TreeMap<>(Map.of(
                        first, new Counts(10, 7, 6, 5),
                        second, new Counts(2, 1, 2, 1),
                        withdrawn, new Counts(1, 1, 1, 1))),
                byItem(report, "Regular"));
        assertEquals(Map.of(first, new Counts(1, 1, 1, 1)), byItem(report, "TDM"));
        assertEquals(1, report.path("Report_Items").size());
        assertEquals(
                "[\"Access_Method\"]",
                report.at("/Report_Header/Report_Attributes/Attributes_To_Show").toString());
        assertTrue(report.at("/Report_Header/Exceptions").isMissingNode());
    }

    @Test
    void the_item_report_describes_articles_and_their_journals() {
        JsonNode report = report(
                "ir",
                MONTH + "&include_parent_details=True&attributes_to_show=Authors|Publication_Date|Article_Version|YOP"
                        + "|Access_Type");
        assertEquals(2, report.path("Report_Items").size());
        JsonNode parent = byName(report).get(journal);
        assertEquals("Journal", parent.path("Data_Type").asText());
        JsonNode item = parent.at("/Items/0");
        assertEquals("2018-03-07", item.path("Publication_Date").asText());
        assertEquals("VoR", item.path("Article_Version").asText());
        assertEquals("Ada Lovelace", item.at("/Authors/0/Name").asText());
        JsonNode performance = item.at("/Attribute_Performance/0");
        assertEquals(
                "2018 Open",
                performance.path("YOP").asText() + " "
                        + performance.path("Access_Type").asText());
    }

    @Test
    void the_counts_of_a_journal_are_the_sums_of_the_counts_of_its_articles() {
        Map<String, JsonNode> whole = byName(report("tr", MONTH));
        assertEquals(new Counts(13, 9, 9, 7), Counts.of(whole.get(journal).at("/Attribute_Performance/0/Performance")));
        // The counts of a withdrawn article are preserved.
        assertEquals(new Counts(1, 1, 1, 1), Counts.of(whole.get(other).at("/Attribute_Performance/0/Performance")));

        JsonNode view = report("tr_j3", MONTH);
        assertEquals(
                new Counts(12, 8, 8, 6),
                Counts.of(byName(view).get(journal).at("/Attribute_Performance/0/Performance")));
        assertEquals(
                "Open",
                byName(view)
                        .get(journal)
                        .at("/Attribute_Performance/0/Access_Type")
                        .asText());
    }

    @Test
    void the_platform_report_contains_the_total_counts_and_the_searches() {
        JsonNode report = report("pr", MONTH + "&access_method=Regular");
        JsonNode performances = report.at("/Report_Items/0/Attribute_Performance");
        assertEquals(new Counts(13, 9, 9, 7), Counts.of(performances.at("/0/Performance")));
        assertEquals(
                2, performances.at("/1/Performance/Searches_Platform/2019-05").asInt());

        JsonNode stated = report("pr_p1", MONTH);
        assertEquals(
                "Unique_Title_Requests",
                stated.at("/Report_Header/Report_Filters/Metric_Type/3").asText());
        JsonNode view = stated.at("/Report_Items/0/Attribute_Performance");
        assertEquals(new Counts(0, 9, 0, 7), Counts.of(view.at("/0/Performance")));
        assertEquals(2, view.at("/1/Performance/Searches_Platform/2019-05").asInt());
    }

    @Test
    void a_usage_report_contains_only_the_items_that_match_its_filters() {
        assertEquals(
                Map.of(second, new Counts(0, 1, 0, 0)),
                byItem(
                        report(
                                "ir",
                                MONTH + "&metric_type=Total_Item_Requests&attributes_to_show=Access_Method&item_id="
                                        + "proprietary:offprint:" + second),
                        "Regular"));
        assertEquals(
                2,
                byName(report("tr", MONTH + "&yop=2015|2017-2018&access_type=Open"))
                        .size());
        for (String none : List.of(
                "&yop=2017",
                "&access_type=Controlled",
                "&data_type=Book",
                "&item_id=issn:1234-5679&metric_type=No_License")) {
            JsonNode report = report("tr", MONTH + none);
            assertEquals(0, report.path("Report_Items").size(), none);
            assertTrue(report.at("/Report_Header/Exceptions").toString().contains("\"Code\":3030"), none);
        }
        assertEquals(
                "[\"2018\"]",
                report("tr", MONTH + "&yop=2018|2018")
                        .at("/Report_Header/Report_Filters/YOP")
                        .toString());
        JsonNode tdm = report("pr", MONTH + "&access_method=TDM&data_type=Journal&attributes_to_show=Access_Method");
        assertEquals(new Counts(1, 1, 1, 1), Counts.of(tdm.at("/Report_Items/0/Attribute_Performance/0/Performance")));
    }

    private String codes(String report, String parameters) {
        List<String> codes = new ArrayList<>();
        report(report, parameters)
                .at("/Report_Header/Exceptions")
                .forEach(each -> codes.add(each.path("Code").asText()));
        return String.join(" ", codes);
    }

    @Test
    void unsupported_report_parameters_are_reported_in_the_report_header() {
        assertEquals("3050", codes("tr", MONTH + "&author=Ada&nonsense=1"));
        assertEquals("3050", codes("tr_j3", MONTH + "&yop=2018"));
        assertEquals("3060", codes("tr", MONTH + "&metric_type=Nothing|Total_Item_Requests&platform=Elsewhere"));
        // Each report accepts different Data_Types. If no years are specified, all years are selected.
        assertEquals("3060", codes("tr", MONTH + "&data_type=Article|Platform"));
        assertEquals("3060", codes("ir", MONTH + "&data_type=Journal&yop=All"));
        assertEquals("3062", codes("tr", MONTH + "&attributes_to_show=YOP|Country_Name&granularity=Totals"));
        assertEquals("3063", codes("ir", MONTH + "&include_component_details=True"));
        assertEquals("3032 3030", codes("tr", "&begin_date=1999-01&end_date=1999-12-31"));
        assertEquals("3031", codes("tr", "&begin_date=2019-05-01&end_date=2999-12"));
        assertEquals("3030", codes("tr", "&begin_date=2019-07-01&end_date=2019-07-31"));
    }

    @Test
    void a_report_for_a_month_with_lost_events_states_that_its_data_are_partial() {
        events.recordLost(LocalDate.parse("2019-04-03"), 7);
        assertTrue(codes("pr", "&begin_date=2019-04&end_date=2019-05").contains("3040"));
        assertEquals("", codes("pr", MONTH));
    }

    private static void refused(ValidatableResponse answer, int status, int code) {
        answer.statusCode(status).contentType(equalTo("application/json")).body("Code", equalTo(code));
    }

    @Test
    void an_invalid_report_request_returns_a_single_counter_exception() {
        String reports = "/r51/reports/tr?";
        refused(asReader().get(reports + "api_key=" + key + MONTH).then(), 400, 1030);
        refused(asReader().get(reports + WORLD + MONTH).then(), 400, 1030);
        refused(asReader().get(reports + WORLD + "&api_key=nonsense" + MONTH).then(), 401, 2020);
        refused(asReader().get(reports + "customer_id=1&api_key=" + key + MONTH).then(), 403, 2010);
        refused(asked("tr", ""), 400, 1030);
        for (String dates : List.of(
                "&begin_date=2019-05&end_date=2019-04",
                "&begin_date=2019-13&end_date=2019-14",
                "&begin_date=2019-05-02&end_date=2019-05-31",
                "&begin_date=2019-05-01&end_date=2019-05-30",
                "&begin_date=May&end_date=June",
                "&begin_date=2999-01&end_date=2999-02")) {
            refused(asked("tr", dates), 400, 3020);
        }
        refused(asked("tr", MONTH + "&format=xml"), 400, 1030);
        asked("dr", MONTH).statusCode(404);
        refused(asReader().get("/r51/members?" + WORLD).then(), 400, 1030);
        refused(
                asReader()
                        .get("/r51/reports?" + WORLD + "&api_key=" + Fixtures.ADMIN_KEY)
                        .then(),
                401,
                2020);
    }

    @Test
    void only_active_usage_report_keys_are_accepted_in_the_api_key_parameter() {
        String editor = Fixtures.editorOf();
        refused(asReader().get("/r51/reports?" + WORLD + "&api_key=" + editor).then(), 401, 2020);
        JsonNode made =
                created(asAdmin(), "/v1/api-keys", object().put("name", "Gone").put("role", "usage-reports"));
        String path = "/r51/reports?" + WORLD + "&api_key=" + made.get("key").textValue();
        asReader().get(path).then().statusCode(200);
        asAdmin().delete("/v1/api-keys/" + made.get("id").textValue()).then().statusCode(204);
        refused(asReader().get(path).then(), 401, 2020);
        // A usage report key grants no other rights.
        as(key).get("/v1/api-keys").then().statusCode(403);
        as(key).get("/v1/journals/" + journal + "/usage").then().statusCode(403);
        // The Authorization header accepts usage report keys and keys that may edit all journals.
        for (String known : List.of(key, editor, Fixtures.ADMIN_KEY)) {
            as(known).get("/r51/members").then().statusCode(200);
        }
        as(Fixtures.editorOf(journal)).get("/r51/members").then().statusCode(400);
    }

    @Test
    void the_counter_api_lists_its_status_one_member_and_five_reports() {
        asReader()
                .get("/r51/status")
                .then()
                .statusCode(200)
                .body("[0].Service_Active", equalTo(true))
                .body("[0].Registry_Record", equalTo(""));
        asReader()
                .get("/r51/members?" + WORLD + "&api_key=" + key)
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].Customer_ID", equalTo("0000000000000000"))
                .body("[0].Institution_Name", equalTo("The World"));
        asReader()
                .get("/r51/reports?" + WORLD + "&api_key=" + key)
                .then()
                .statusCode(200)
                .body("Report_ID", equalTo(List.of("PR", "PR_P1", "TR", "TR_J3", "IR")))
                .body("Release", hasItem("5.1"));
    }

    @Test
    void a_title_that_begins_like_a_formula_is_marked_as_text_in_tables_only() {
        for (String format : List.of("tsv", "csv")) {
            String table = asked("ir", MONTH + "&format=" + format)
                    .statusCode(200)
                    .extract()
                    .asString();
            String separator = format.equals("csv") ? "," : "\t";
            assertTrue(table.contains("\n'" + FORMULA + separator), table);
            assertTrue(
                    table.lines()
                            .flatMap(line -> List.of(line.split(separator)).stream())
                            .noneMatch(cell -> cell.matches("\"?[=+@-].*")),
                    table);
        }
        String json = asked("ir", MONTH).statusCode(200).extract().asString();
        assertTrue(json.contains("\"Item\":\"" + FORMULA + "\""), json);
    }

    @Test
    void usage_reports_are_available_as_tsv_files() {
        String table = asked("tr_j3", MONTH + "&format=tsv")
                .statusCode(200)
                .header("Content-Disposition", equalTo("attachment; filename=\"tr_j3.tsv\""))
                .extract()
                .asString();
        List<String> lines = table.lines().toList();
        assertEquals("Report_ID\tTR_J3", lines.get(1));
        assertEquals("Institution_ID\toffprint:0000000000000000", lines.get(4));
        assertEquals("", lines.get(13));
        assertEquals(
                "Title\tPublisher\tPublisher_ID\tPlatform\tDOI\tProprietary_ID\tPrint_ISSN\tOnline_ISSN\tURI"
                        + "\tAccess_Type\tMetric_Type\tReporting_Period_Total\tMay-2019",
                lines.get(14));
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.contains("offprint:" + journal)
                                && line.endsWith("\tOpen\tTotal_Item_Investigations\t12\t12")),
                table);
        List<String> csv = asked("ir", MONTH + "&format=csv&attributes_to_show=YOP&include_parent_details=True")
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        assertEquals(csv.get(14).split(",", -1).length, csv.get(15).split(",", -1).length);
        assertTrue(csv.get(14).contains(",Parent_Title,") && csv.get(14).contains(",YOP,"), csv.get(14));
    }

    @Test
    void editors_can_read_the_monthly_usage_of_journals_and_articles() {
        String months = "/usage?from=2019-04&until=2019-06";
        as(Fixtures.editorOf(journal))
                .get("/v1/journals/" + journal + months)
                .then()
                .statusCode(200)
                .body("months.month", equalTo(List.of("2019-04", "2019-05", "2019-06")))
                .body("months.investigations", equalTo(List.of(0, 12, 0)))
                .body("months[1].uniqueRequests", equalTo(6));
        assertEquals(
                "Month,Total_Item_Investigations,Total_Item_Requests,Unique_Item_Investigations,Unique_Item_Requests\r\n"
                        + "2019-05,10,7,6,5\r\n",
                asAdmin()
                        .get("/v1/articles/" + first + "/usage?from=2019-05&until=2019-05&format=csv")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        asAdmin()
                .get("/v1/articles/" + withdrawn + "/usage?from=2019-05&until=2019-05")
                .then()
                .statusCode(200)
                .body("months[0].requests", equalTo(1));
        for (String path : List.of("/v1/journals/" + journal, "/v1/articles/" + first)) {
            asReader().get(path + months).then().statusCode(401);
            as(Fixtures.editorOf(Fixtures.journal())).get(path + months).then().statusCode(403);
            asAdmin().get(path + "/usage?from=2019-05&until=2019-04").then().statusCode(400);
            asAdmin().get(path + "/usage?from=2019-13").then().statusCode(400);
            asAdmin().get(path + "/usage?from=1900-01").then().statusCode(400);
            asAdmin().get(path + "/usage").then().statusCode(200).body("months", hasSize(12));
        }
        asAdmin().get("/v1/journals/" + UUID.randomUUID() + "/usage").then().statusCode(404);
        asAdmin()
                .get("/v1/articles/" + Fixtures.article(journal) + months)
                .then()
                .statusCode(200);
    }

    private long rows(String statement) {
        return sql.first("select count(*) as found from " + statement, row -> row.getLong("found"))
                .orElseThrow();
    }

    @Test
    void visitor_data_are_deleted_after_their_day_is_counted() {
        assertEquals(0, rows("usage_click where at < '2019-05-12'"));
        assertEquals(0, rows("usage_salt where day < '2019-05-12'"));
        assertEquals(0, rows("usage_session where day < '2019-05-12'"));
        // The hash of a visitor depends on the salt.
        assertNotEquals(
                DailySalts.Salt.ofNobody().hash(ONE), DailySalts.Salt.ofNobody().hash(ONE));
    }

    @Test
    void the_events_of_an_hour_are_counted_exactly_once_after_the_hour_has_ended() {
        String article = published(other);
        events.store(List.of(new UsageEvent(
                Instant.parse("2019-08-01T10:10:00Z"),
                new UsedItem(UUID.fromString(article), Form.HTML),
                AccessMethod.REGULAR,
                ONE)));
        // Another thread may count past hours concurrently, but each hour must be counted only once.
        folding.countEndedHours(Instant.parse("2019-08-01T11:19:00Z"));
        folding.countEndedHours(Instant.parse("2019-08-01T11:21:00Z"));
        folding.countEndedHours(Instant.parse("2019-08-01T11:21:00Z"));
        assertEquals(
                1,
                sql.first(
                                "select sum(requests)::bigint as found from (select requests from usage_day where article = ?"
                                        + " union all select requests from usage_month where article = ?) u",
                                row -> row.getLong("found"),
                                UUID.fromString(article),
                                UUID.fromString(article))
                        .orElseThrow());
        assertEquals(0, rows("usage_click where at < '2019-08-02' and at > '2019-08-01'"));
    }

    @Test
    void a_month_is_not_reported_until_all_its_events_are_counted() {
        Instant lastMinute = Instant.parse("2100-01-31T23:59:00Z");
        UsedItem item = new UsedItem(UUID.fromString(first), Form.HTML);
        events.store(List.of(new UsageEvent(lastMinute, item, AccessMethod.REGULAR, ONE)));
        YearMonth last = months.at(Instant.parse("2100-02-01T00:16:00Z")).last();
        // Only events of past hours are counted in the background. This event is in the future, so the test must delete
        // it.
        sql.update("delete from usage_batch where first_at >= ?", lastMinute);
        assertTrue(last.isBefore(YearMonth.of(2100, 1)), last::toString);
    }

    @Test
    void daily_counts_are_merged_into_equal_monthly_counts_after_two_months() {
        folding.countEndedHours(Instant.parse("2019-08-01T00:30:00Z"));
        assertEquals(0, rows("usage_day where day < '2019-05-12'"));
        assertTrue(rows("usage_month where month = '2019-05-01'") > 0);
        the_article_counts_in_the_item_report_equal_the_manual_counts();
    }
}
