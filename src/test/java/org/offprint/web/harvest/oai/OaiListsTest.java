package org.offprint.web.harvest.oai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ExportFormats;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestClock;
import org.offprint.web.harvest.HarvestedJournal;
import org.offprint.web.harvest.oai.Harvester.Answer;
import org.offprint.web.harvest.oai.Harvester.CompleteList;
import org.offprint.web.harvest.oai.Harvester.Record;
import org.offprint.web.harvest.oai.items.DatestampUpdate;
import org.offprint.web.harvest.oai.items.FormerItemExpiry;
import org.offprint.web.harvest.oai.items.ListSizes;
import org.offprint.web.harvest.oai.items.OaiItems;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.items.OaiSets;
import org.offprint.web.harvest.oai.items.SetSelection;
import org.offprint.web.harvest.oai.protocol.HarvestPeriod;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;
import org.offprint.web.harvest.oai.protocol.OaiRequest;
import org.offprint.web.harvest.oai.protocol.OaiVerb;
import org.offprint.web.harvest.oai.protocol.ResumptionToken;
import org.offprint.web.harvest.oai.protocol.ResumptionTokens;
import org.w3c.dom.Element;

@QuarkusTest
class OaiListsTest {

    @Inject
    Sql sql;

    @Inject
    ChangeLog log;

    @Inject
    ExportFormats formats;

    @Inject
    FormerItemExpiry expiry;

    @Inject
    PublicUrl publicUrl;

    @Inject
    OaiSets sets;

    @Inject
    HarvestClock clock;

    @Inject
    OaiItems items;

    @Inject
    ResumptionTokens tokens;

    @Inject
    OaiIdentifiers identifiers;

    private HarvestedJournal stock;
    private Harvester harvester;

    @BeforeEach
    void makeJournal() {
        stock = new HarvestedJournal();
        harvester = Harvester.of(stock);
    }

    @Test
    void an_oai_pmh_list_is_split_into_pages_that_together_contain_all_records() {
        Set<String> expected = many(250);
        for (String verb : List.of("ListRecords", "ListIdentifiers")) {
            CompleteList walk = harvester.walk(verb, "metadataPrefix=oai_dc");
            assertEquals(expected, articles(walk.records()));
            assertEquals(expected.size(), walk.byArticle().size());
            List<Integer> sizes =
                    walk.pages().stream().map(page -> page.records().size()).toList();
            assertEquals(List.of(100, 100, 51), sizes);
            int listed = 0;
            for (Answer page : walk.pages()) {
                Element token = page.elements("resumptionToken").get(0);
                assertEquals("251", token.getAttribute("completeListSize"));
                assertEquals(Integer.toString(listed), token.getAttribute("cursor"));
                boolean isLast = page == walk.pages().get(2);
                assertEquals(isLast, token.getTextContent().isEmpty());
                assertEquals(!isLast, token.hasAttribute("expirationDate"));
                listed += page.records().size();
            }
            assertEquals(
                    verb.equals("ListRecords"), walk.records().stream().allMatch(record -> record.metadata() != null));
        }
    }

    @Test
    void the_size_of_a_large_oai_pmh_list_is_cached() {
        many(4);
        SetSelection selection = OaiSets.ofJournal(UUID.fromString(stock.journal));
        ListSizes sizes = new ListSizes(items, 5);
        HarvestPeriod all = new HarvestPeriod(null, null);
        assertEquals(5, size(sizes, selection, all));
        stock.published();
        Fixtures.await(() -> items.count(selection, Instant.EPOCH, clock.now(), clock.now()) == 6);
        assertEquals(5, size(sizes, selection, all));
        // The size of a list with another harvest period is cached separately.
        assertEquals(
                6, size(sizes, selection, new HarvestPeriod(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"))));
        assertEquals(6, size(new ListSizes(items, 50_000), selection, all));
    }

    private long size(ListSizes sizes, SetSelection selection, HarvestPeriod period) {
        Instant asked = clock.now();
        return sizes.of(selection, period, Instant.EPOCH, asked, asked);
    }

    @Test
    void the_last_page_of_a_long_list_never_contains_only_one_record() {
        many(100);
        CompleteList walk = harvester.walk("ListIdentifiers", "metadataPrefix=oai_dc");
        assertEquals(
                List.of(99, 2),
                walk.pages().stream().map(page -> page.records().size()).toList());
    }

    @Test
    void an_oai_pmh_list_with_one_page_has_no_resumption_token() {
        stock.published();
        assertNull(harvester.get("verb=ListRecords&metadataPrefix=oai_dc").token());
    }

    @Test
    void a_resumption_token_can_be_used_repeatedly_but_only_for_its_own_list() {
        many(120);
        String token = harvester.get("verb=ListRecords&metadataPrefix=oai_dc").token();
        String query = "resumptionToken=" + token;
        Answer once = harvester.get("verb=ListRecords&" + query);
        Answer again = harvester.post("verb=ListRecords&" + query);
        assertEquals(
                once.records().stream().map(Record::identifier).toList(),
                again.records().stream().map(Record::identifier).toList());
        List<Answer> refused = new ArrayList<>(List.of(
                harvester.get("verb=ListIdentifiers&" + query),
                harvester.get("verb=ListSets&" + query),
                Harvester.at("/oai").get("verb=ListRecords&" + query),
                Harvester.of(new HarvestedJournal()).get("verb=ListRecords&" + query)));
        for (int i = 3; i < token.length(); i += 17) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            refused.add(harvester.get(
                    "verb=ListRecords&resumptionToken=" + token.substring(0, i) + other + token.substring(i + 1)));
        }
        refused.forEach(answer -> assertEquals(List.of("badResumptionToken"), answer.errors()));
    }

    @Test
    void a_list_contains_all_records_that_existed_at_its_start_despite_concurrent_changes() {
        List<String> before = new ArrayList<>(many(200));
        Set<String> expected = new HashSet<>(before);
        Set<String> changed = new HashSet<>();
        CompleteList walk = harvester.walk("ListRecords", "metadataPrefix=oai_dc", () -> {
            for (String article : List.of(before.get(changed.size()), before.get(before.size() - 1 - changed.size()))) {
                stock.correct(article);
                changed.add(article);
            }
            changed.add(stock.published());
        });
        assertEquals(6, changed.size());
        assertEquals(expected, walk.byArticle().keySet());
        CompleteList next = harvester.walk("ListRecords", "metadataPrefix=oai_dc&from=" + walk.responseDate());
        assertTrue(articles(next.records()).containsAll(changed));
        expected.addAll(changed);
        assertEquals(expected, articles(identifiers("")));
    }

    @Test
    void a_list_is_complete_even_if_all_remaining_records_change_between_two_pages() {
        Set<String> all = many(150);
        Answer first = harvester.get("verb=ListRecords&metadataPrefix=oai_dc");
        Set<String> left = new HashSet<>(all);
        left.removeAll(articles(first.records()));
        for (int time = 0; time < 2; time++) {
            sql.update(
                    "insert into change (kind, id, journal, op, version, reason, carried, visibility, at)"
                            + " select 'article', a.id, a.journal, 'updated', 1, 'placed', false, 'public',"
                            + " clock_timestamp() from article a where a.journal = ?::uuid",
                    stock.journal);
        }
        Answer last = harvester.get("verb=ListRecords&resumptionToken=" + first.token());
        assertEquals(left, articles(last.records()));
        assertEquals("", last.token());
        Fixtures.await(
                () -> articles(identifiers("&from=" + first.responseDate())).equals(all));
    }

    @Test
    void expired_former_states_of_oai_pmh_records_are_deleted() {
        String article = stock.published();
        stock.correct(article);
        stock.correct(article);
        sql.update(
                "update oai_former set superseded = superseded - interval '12 days' where article = ?::uuid"
                        + " and stamp = (select min(stamp) from oai_former where article = ?::uuid)",
                article,
                article);
        expiry.deleteExpired();
        assertEquals(
                1,
                sql.first("select count(*) from oai_former where article = ?::uuid", row -> row.getInt(1), article)
                        .orElseThrow());
    }

    @Test
    void a_harvest_period_includes_its_from_date_and_its_until_date() {
        String article = stock.published();
        String stamp = identifiers("").get(0).datestamp();
        String second = "&from=" + stamp + "&until=" + stamp;
        assertEquals(Set.of(article), articles(identifiers(second)));
        String day = stamp.substring(0, 10);
        assertEquals(Set.of(article), articles(identifiers("&from=" + day + "&until=" + day)));
        assertEquals(Set.of(article), articles(identifiers("&from=1970-01-01")));
        Instant instant = Instant.parse(stamp);
        assertEquals(List.of(), identifiers("&from=" + instant.plusSeconds(1)));
        assertEquals(List.of(), identifiers("&until=" + instant.minusSeconds(1)));
        assertEquals(Set.of(article), articles(identifiers("&until=9999-12-31")));
    }

    @Test
    void every_change_to_the_metadata_of_a_record_updates_its_datestamp() {
        String article = stock.published(stock.article().put("section", stock.section));
        String stamp = stamp(article);
        stock.patchJournal(Fixtures.object().put("title", "Renamed journal"));
        Fixtures.await(() -> !stamp(article).equals(stamp));
        String renamed = stamp(article);
        assertTrue(harvester
                .get("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:offprint.invalid:" + article)
                .records()
                .get(0)
                .metadata()
                .getTextContent()
                .contains("Renamed journal"));
        Client.here()
                .patch("/v1/articles/" + article, Fixtures.object().put("issue", stock.issue))
                .expect(200);
        assertNotEquals(renamed, stamp(article));
        assertTrue(identifiers("").get(0).sets().contains("journal:" + stock.slug + ":issue-" + stock.issue));
    }

    @Test
    void a_new_format_version_updates_the_datestamps_of_all_published_records() {
        many(3);
        String withdrawn = stock.published();
        stock.withdraw(withdrawn);
        String before = stamp(withdrawn);
        Map<String, String> then = stamps();
        int version = version();
        sql.update("update oai_format set version = 0, article = null where name = 'oai_dc'");
        DatestampUpdate restamping = restamping();
        while (restamping.step()) {
            // Repeats the update until all datestamps are updated.
        }
        // Waits for the next second, because lists that start within the same second have the same timestamp.
        Fixtures.await(() -> stamps().size() == 5);
        Map<String, String> now = stamps();
        now.keySet()
                .forEach(article ->
                        assertEquals(article.equals(withdrawn), now.get(article).equals(then.get(article))));
        assertEquals(before, stamp(withdrawn));
        assertTrue(version > 0);
        assertEquals(version, version());
    }

    private int version() {
        return sql.first("select version from oai_format where name = 'oai_dc'", row -> row.getInt(1))
                .orElseThrow();
    }

    @Test
    void a_new_service_address_updates_the_datestamps_of_all_published_records_once() {
        many(3);
        String withdrawn = stock.published();
        stock.withdraw(withdrawn);
        Map<String, String> then = stamps();
        sql.update("update oai_address set address = 'elsewhere.example https://elsewhere.example', article = null");
        // Runs only the first step of the update. Another instance then continues the update.
        assertTrue(restamping().step());
        DatestampUpdate restamping = restamping();
        while (restamping.step()) {
            // Repeats the update until all datestamps are updated.
        }
        Fixtures.await(() -> stamps().size() == 5);
        Map<String, String> now = stamps();
        now.keySet()
                .forEach(article ->
                        assertEquals(article.equals(withdrawn), now.get(article).equals(then.get(article)), article));
        assertFalse(restamping().step());
        assertEquals(now, stamps());
        assertEquals(
                "offprint.invalid ",
                sql.first("select address from oai_address where article is null", row -> row.getString(1))
                        .orElseThrow());
    }

    private DatestampUpdate restamping() {
        return new DatestampUpdate(log, sql, formats, publicUrl, identifiers);
    }

    private Map<String, String> stamps() {
        return identifiers("").stream().collect(Collectors.toMap(Record::article, item -> stamp(item.article())));
    }

    @Test
    void the_listed_metadata_of_a_retracted_article_contain_the_word_retracted() {
        String article = stock.published();
        Client.here()
                .put(
                        "/v1/articles/" + article + "/retraction",
                        Fixtures.object().put("kind", "retraction").put("reason", "Made up."))
                .expect(200);
        Record record = harvester
                .get("verb=ListRecords&metadataPrefix=oai_dc")
                .records()
                .get(0);
        assertFalse(record.deleted());
        assertTrue(record.metadata().getTextContent().contains("RETRACTED: "));
    }

    @Test
    void the_list_of_sets_contains_all_sets_and_each_set_contains_the_matching_records() {
        String plain = stock.published();
        String placed = stock.published(stock.article()
                .put("type", "editorial")
                .put("issue", stock.issue)
                .put("section", stock.section));
        String journal = "journal:" + stock.slug;
        Answer sets = harvester.get("verb=ListSets");
        assertEquals(
                List.of(
                        journal,
                        journal + ":issue-" + stock.issue,
                        journal + ":section-" + stock.section,
                        "type:editorial",
                        "type:research-article",
                        "journal",
                        "type"),
                sets.texts("setSpec"));
        assertTrue(sets.texts("setName").get(1).endsWith(", volume 7, issue 2, 2025"));
        assertTrue(sets.texts("setName").get(2).endsWith(", Articles"));
        assertNull(sets.token());
        for (Harvester each : List.of(harvester, Harvester.at("/oai"))) {
            assertEquals(Set.of(plain, placed), articles(list(each, journal)));
            assertEquals(Set.of(placed), articles(list(each, journal + ":issue-" + stock.issue)));
            assertEquals(Set.of(placed), articles(list(each, journal + ":section-" + stock.section)));
            assertTrue(articles(list(each, "type:editorial")).contains(placed));
            assertTrue(articles(list(each, "type")).containsAll(Set.of(plain, placed)));
            assertTrue(articles(list(each, "journal")).containsAll(Set.of(plain, placed)));
            assertEquals(List.of(), list(each, journal + ":issue-" + stock.journal));
            assertEquals(List.of(), list(each, journal + ":something"));
            assertEquals(List.of(), list(each, "type:unheard-of"));
        }
        Record record = list(harvester, "type:editorial").get(0);
        assertEquals(
                List.of(
                        journal,
                        journal + ":issue-" + stock.issue,
                        journal + ":section-" + stock.section,
                        "type:editorial"),
                record.sets());
        assertEquals(List.of(), list(Harvester.of(new HarvestedJournal()), journal));
    }

    @Test
    void a_long_list_of_sets_is_split_into_pages() {
        stock.published(stock.article().put("issue", stock.issue).put("section", stock.section));
        List<String> whole = harvester.get("verb=ListSets").texts("setSpec");
        SetLists lists = new SetLists(sets, clock, tokens, 4);
        OaiScope scope = new OaiScope("http://a.example/oai", "http://a.example", UUID.fromString(stock.journal));
        List<String> specs = new ArrayList<>();
        Map<String, String> arguments = Map.of();
        List<Integer> sizes = new ArrayList<>();
        do {
            OaiRequest request = new OaiRequest(OaiVerb.LIST_SETS, arguments);
            Answer page = Harvester.parsed(lists.answer(request, scope, Map.of("verb", "ListSets")));
            assertEquals(
                    Integer.toString(specs.size()),
                    page.elements("resumptionToken").get(0).getAttribute("cursor"));
            specs.addAll(page.texts("setSpec"));
            sizes.add(page.texts("setSpec").size());
            arguments = page.token().isEmpty() ? Map.of() : Map.of("resumptionToken", page.token());
        } while (!arguments.isEmpty());
        assertEquals(whole, specs);
        assertEquals(List.of(4, 2), sizes);
    }

    @Test
    void an_expired_resumption_token_is_rejected() {
        many(120);
        String token = harvester.get("verb=ListRecords&metadataPrefix=oai_dc").token();
        ResumptionToken place = tokens.open(token, OaiVerb.LIST_RECORDS, stock.journal);
        for (long seconds : new long[] {-1, 60}) {
            ResumptionToken other = new ResumptionToken(
                    place.verb(),
                    place.journal(),
                    place.prefix(),
                    place.set(),
                    place.asked(),
                    place.until(),
                    place.stamp(),
                    place.last(),
                    place.cursor(),
                    place.size(),
                    Instant.now().plusSeconds(seconds));
            Answer answer = harvester.get("verb=ListRecords&resumptionToken=" + tokens.sign(other));
            assertEquals(seconds < 0 ? List.of("badResumptionToken") : List.of(), answer.errors());
        }
    }

    @Test
    void a_prefetched_list_page_reflects_later_withdrawals() {
        Set<String> all = many(250);
        Answer first = harvester.get("verb=ListRecords&metadataPrefix=oai_dc");
        List<String> withdrawn = new ArrayList<>();
        Answer page = first;
        List<Record> records = new ArrayList<>(first.records());
        while (!page.token().isEmpty()) {
            Set<String> left = new HashSet<>(all);
            left.removeAll(articles(records));
            left.removeAll(withdrawn);
            String one = left.iterator().next();
            stock.withdraw(one);
            withdrawn.add(one);
            page = harvester.get("verb=ListRecords&resumptionToken=" + page.token());
            records.addAll(page.records());
        }
        assertEquals(all, articles(records));
        assertEquals(all.size(), records.size());
        records.forEach(record -> assertEquals(withdrawn.contains(record.article()), record.deleted()));
    }

    @Test
    void a_renamed_journal_can_be_harvested_with_its_former_and_its_current_slug() {
        String article = stock.published();
        String newer = stock.slug + "-renamed";
        stock.patchJournal(Fixtures.object().put("slug", newer));
        for (String slug : List.of(stock.slug, newer)) {
            Harvester each = Harvester.at("/oai/" + slug);
            assertEquals(each.baseUrl(), each.get("verb=Identify").text("baseURL"));
            assertEquals(Set.of(article), articles(list(each, "journal:" + stock.slug)));
            assertEquals(
                    List.of("journal:" + newer, "type:research-article"),
                    list(each, "journal").get(0).sets());
        }
    }

    private static List<Record> list(Harvester harvester, String set) {
        return harvester
                .walk("ListIdentifiers", "metadataPrefix=oai_dc&set=" + set)
                .records();
    }

    private List<Record> identifiers(String more) {
        return harvester.walk("ListIdentifiers", "metadataPrefix=oai_dc" + more).records();
    }

    private String stamp(String article) {
        return sql.first(
                        "select stamp::text s from oai_item where article = ?::uuid",
                        row -> row.getString("s"),
                        article)
                .orElseThrow();
    }

    /** Publishes an article and this number of copies, and returns all article ids. */
    private Set<String> many(int count) {
        String original = stock.published();
        Set<String> all = new HashSet<>(stock.copies(sql, original, count));
        all.add(original);
        return all;
    }

    private static Set<String> articles(List<Record> records) {
        return records.stream().map(Record::article).collect(Collectors.toSet());
    }
}
