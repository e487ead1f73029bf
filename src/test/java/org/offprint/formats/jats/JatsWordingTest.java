package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Records;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.writing.PublishedRecord;

/**
 * Tests that the JATS import recognizes nonstandard terms that publishers and their tools use instead of standard
 * terms.
 */
class JatsWordingTest {

    private static ImportRecord article(String attributes, String meta, String back) {
        return ImportReadings.all(
                        "jats",
                        "<article xmlns:xlink='http://www.w3.org/1999/xlink' xml:lang='en' " + attributes
                                + "><front><article-meta><title-group><article-title>On mud</article-title></title-group>"
                                + meta + "</article-meta></front><back>" + back + "</back></article>")
                .get(0);
    }

    private static ImportRecord of(String meta) {
        return article("article-type='research-article'", meta, "");
    }

    private static JsonNode at(ImportRecord record, String pointer) {
        return record.body().at(pointer);
    }

    private static List<String> reported(ImportRecord record) {
        return record.unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    private static String typeOf(String said) {
        ImportRecord record = article("article-type='" + said + "'", "", "");
        assertEquals(List.of("article/@article-type: " + said), reported(record));
        return at(record, "/type").textValue();
    }

    @Test
    void widely_used_nonstandard_jats_article_types_are_recognized() {
        assertEquals("research-article", typeOf("article"));
        assertEquals("research-article", typeOf("Original Research"));
        assertEquals("correction", typeOf("erratum"));
        assertEquals("review-article", typeOf("mini-review"));
        assertEquals("peer-review", typeOf("reviewer-report"));
        assertEquals("peer-review", typeOf("decision-letter"));
        assertEquals("reply", typeOf("author-comment"));
        assertEquals("reply", typeOf("Author response"));
        assertEquals("article-commentary", typeOf("community-comment"));
        assertEquals("other", typeOf("poem"));
    }

    @Test
    void jats_author_keywords_are_recognized_under_any_common_type_name() {
        for (String type : List.of("KWD", "AuthorFree", "keywords", "author-keywords", "Author Keywords")) {
            ImportRecord record = of("<kwd-group kwd-group-type='" + type + "'><kwd>silt</kwd></kwd-group>");
            assertEquals("[\"silt\"]", at(record, "/keywords").toString(), type);
        }
        ImportRecord coded = of("<kwd-group kwd-group-type='PACS'><kwd>92.40</kwd></kwd-group>");
        assertEquals(
                "[{\"scheme\":\"PACS\",\"label\":\"92.40\"}]",
                at(coded, "/subjects").toString());
    }

    @Test
    void a_compound_jats_keyword_or_subject_is_split_into_text_and_code() {
        ImportRecord record = of("<article-categories><subj-group subj-group-type='areas'><compound-subject>"
                + "<compound-subject-part content-type='code'>mud</compound-subject-part>"
                + "<compound-subject-part content-type='label'>Mud Science</compound-subject-part>"
                + "</compound-subject></subj-group></article-categories>"
                + "<kwd-group kwd-group-type='author'><title content-type='vocab'>silt-thesaurus</title><compound-kwd>"
                + "<compound-kwd-part content-type='vocab-term-identifier'>https://terms.example/7</compound-kwd-part>"
                + "<compound-kwd-part content-type='term'>Fine silt</compound-kwd-part>"
                + "<compound-kwd-part content-type='code'>7</compound-kwd-part></compound-kwd></kwd-group>");
        assertEquals(
                "[{\"scheme\":\"areas\",\"code\":\"mud\",\"label\":\"Mud Science\"}]",
                at(record, "/subjects").toString());
        assertEquals("[\"Fine silt\"]", at(record, "/keywords").toString());
        assertEquals(
                List.of(
                        "front/article-meta/kwd-group/compound-kwd: https://terms.example/7",
                        "front/article-meta/kwd-group: silt-thesaurus"),
                reported(record));
    }

    @Test
    void a_jats_abstract_with_a_generic_type_is_imported_as_the_main_abstract() {
        for (String type : List.of("abstract", "standard", "Normal")) {
            ImportRecord record = of("<abstract abstract-type='" + type + "'><p>We dug.</p></abstract>"
                    + "<trans-abstract abstract-type='" + type + "' xml:lang='fr'><p>Creuser.</p></trans-abstract>");
            assertEquals("We dug.", at(record, "/abstract").textValue(), type);
            assertEquals("Creuser.", at(record, "/translations/fr/abstract").textValue(), type);
            assertEquals(List.of(), reported(record));
        }
    }

    @Test
    void the_electronic_jats_publication_date_takes_precedence_over_the_print_date() {
        ImportRecord record = of(
                "<pub-date date-type='pub' publication-format='print'><year>2020</year></pub-date>"
                        + "<pub-date date-type='pub' publication-format='electronic'><day>9</day><month>6</month><year>2020</year></pub-date>");
        assertEquals("2020-06-09", at(record, "/dates/published").textValue());
        assertEquals("2020", at(record, "/dates/publishedPrint").textValue());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void a_publication_date_in_the_jats_history_takes_precedence_over_the_cover_date() {
        ImportRecord record = of("<pub-date date-type='cover'><year>2025</year></pub-date><volume>6</volume><history>"
                + "<date date-type='receiveddate'><day>2</day><month>6</month><year>2024</year></date>"
                + "<date date-type='epubdate'><day>26</day><month>12</month><year>2024</year></date></history>");
        assertEquals("2024-12-26", at(record, "/dates/published").textValue());
        assertEquals("2024-06-02", at(record, "/dates/received").textValue());
        assertEquals(2025, at(record, "/issue/year").intValue());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void a_jats_date_of_unknown_type_replaces_a_missing_publication_date() {
        ImportRecord record = of("<pub-date pub-type='cover'><month>5</month><year>2021</year></pub-date>"
                + "<pub-date pub-type='preprint'><year>2019</year></pub-date>");
        assertEquals("2021-05", at(record, "/dates/published").textValue());
        assertEquals(
                "[{\"type\":\"preprint\",\"date\":\"2019\"}]",
                at(record, "/publicationHistory").toString());
        assertEquals(List.of(), reported(record));
        assertTrue(at(of("<pub-date pub-type='pmc-release'><year>2019</year></pub-date>"), "/dates/published")
                .isMissingNode());
    }

    @Test
    void an_email_in_a_jats_note_is_assigned_to_the_author_who_refers_to_the_note() {
        ImportRecord record = of(
                "<contrib-group><contrib contrib-type='author'><name><surname>Vos</surname></name>"
                        + "<xref ref-type='author-notes' rid='n1'>*</xref></contrib>"
                        + "<contrib contrib-type='author'><name><surname>Noor</surname></name></contrib></contrib-group>"
                        + "<author-notes><fn id='n1'><label>*</label><p>E-mail: <email>vos@mud.example</email></p></fn></author-notes>");
        assertEquals("vos@mud.example", at(record, "/contributors/0/email").textValue());
        assertTrue(at(record, "/contributors/0/corresponding").isMissingNode());
        assertTrue(at(record, "/contributors/1/email").isMissingNode());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void a_jats_email_address_can_be_imported_from_the_target_of_a_link() {
        ImportRecord record = of("<contrib-group><contrib contrib-type='author'><name><surname>Vos</surname></name>"
                + "<email xlink:href='mailto:vos@mud.example'/></contrib><contrib contrib-type='author' corresp='yes'>"
                + "<name><surname>Noor</surname></name><xref ref-type='corresp' rid='c'/></contrib></contrib-group>"
                + "<author-notes><corresp id='c'>Correspondence: <ext-link ext-link-type='email'"
                + " xlink:href='mailto:noor@mud.example'>noor@mud.example</ext-link></corresp></author-notes>");
        assertEquals("vos@mud.example", at(record, "/contributors/0/email").textValue());
        assertEquals("noor@mud.example", at(record, "/contributors/1/email").textValue());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void the_email_of_a_jats_group_is_not_imported_as_part_of_its_name() {
        ImportRecord record = of("<contrib-group><contrib contrib-type='author'><collab><named-content>Mud Group"
                + "</named-content><email>group@mud.example</email></collab></contrib></contrib-group>");
        assertEquals("Mud Group", at(record, "/contributors/0/name").textValue());
        assertEquals("group@mud.example", at(record, "/contributors/0/email").textValue());
    }

    @Test
    void an_email_in_a_jats_affiliation_shared_by_several_authors_is_reported_once() {
        ImportRecord record = of(
                "<contrib-group><contrib><name><surname>A</surname></name></contrib>"
                        + "<contrib><name><surname>B</surname></name></contrib><aff>Mud School, Delft (e-mail: <ext-link"
                        + " ext-link-type='email' xlink:href='office@mud.example'>office@mud.example</ext-link>)</aff></contrib-group>");
        assertEquals(
                "Mud School, Delft",
                at(record, "/contributors/1/affiliations/0/text").textValue());
        assertEquals(List.of("contributors/affiliations: office@mud.example"), reported(record));
    }

    @Test
    void a_ror_id_printed_in_a_jats_affiliation_identifies_the_organization() {
        ImportRecord record = of("<contrib-group><contrib><name><surname>A</surname></name><aff><institution>Mud School"
                + "</institution>, <addr-line>Delft 2600, https://ror.org/05gq02987</addr-line>, <country>The Netherlands"
                + "</country></aff></contrib></contrib-group>");
        assertEquals(
                "[{\"text\":\"Mud School, Delft 2600, https://ror.org/05gq02987, The Netherlands\",\"name\":\"Mud School\","
                        + "\"ror\":\"https://ror.org/05gq02987\",\"country\":\"NL\"}]",
                at(record, "/contributors/0/affiliations").toString());
    }

    @Test
    void abbreviated_and_recent_country_names_in_jats_are_recognized() {
        for (List<String> country : List.of(
                List.of("U.K.", "GB"),
                List.of("U.S.A.", "US"),
                List.of("P. R. China", "CN"),
                List.of("T\u00fcrkiye", "TR"),
                List.of("Bosnia and Herzegovina", "BA"),
                List.of("The Netherlands", "NL"))) {
            ImportRecord record =
                    of("<contrib-group><contrib><name><surname>A</surname></name><aff><institution>Mud School"
                            + "</institution><country>" + country.get(0)
                            + "</country></aff></contrib></contrib-group>");
            assertEquals(
                    country.get(1),
                    at(record, "/contributors/0/affiliations/0/country").textValue(),
                    country.get(0));
        }
    }

    @Test
    void jats_elements_that_contain_only_separators_are_ignored() {
        ImportRecord record = of("<contrib-group><contrib><name><surname>A</surname></name></contrib><x>, and </x>"
                + "<contrib><name><surname>B</surname></name></contrib></contrib-group><x>See the erratum</x>");
        assertEquals(List.of("front/article-meta/x: See the erratum"), reported(record));
    }

    @Test
    void a_jats_funder_is_recognized_by_the_type_of_its_named_content() {
        ImportRecord record = of(
                "<funding-group><award-group><funding-source><named-content content-type='funder_name'>"
                        + "Mud Fund</named-content></funding-source><award-id>7</award-id></award-group></funding-group>");
        assertEquals(
                "[{\"funder\":\"Mud Fund\",\"awards\":[\"7\"]}]",
                at(record, "/funding").toString());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void jats_inventors_are_imported_as_authors_of_a_reference() {
        ImportRecord record = article(
                "article-type='research-article'",
                "",
                "<ref-list><ref id='a'><element-citation publication-type='newspaper'><part-title>Film</part-title>"
                        + "<source>Mud Times</source><article-title>Heroes of silt</article-title></element-citation></ref>"
                        + "<ref id='b'><element-citation publication-type='patent'><person-group person-group-type='inventor'>"
                        + "<name><surname>Vos</surname></name></person-group><article-title>Dredge</article-title>"
                        + "</element-citation></ref></ref-list>");
        assertEquals("Heroes of silt", at(record, "/references/0/title").textValue());
        assertEquals(
                "[{\"family\":\"Vos\"}]", at(record, "/references/1/authors").toString());
        assertEquals(List.of("back/ref-list/ref[1]: part-title: Film"), reported(record));
    }

    @Test
    void text_of_adjacent_jats_elements_is_separated_by_spaces_except_before_punctuation() {
        ImportRecord record = article(
                "article-type='research-article'",
                "<author-notes><corresp><label>b)</label>To <email>a@mud.example</email><email>b@mud.example</email></corresp>"
                        + "</author-notes>",
                "<ref-list><ref><mixed-citation>(<name>\n<surname>Poe</surname>\n<given-names>E</given-names>\n</name>, ed.)"
                        + " On<break/>mud.</mixed-citation></ref></ref-list>");
        assertEquals("(Poe E, ed.) On mud.", at(record, "/references/0/text").textValue());
        assertEquals(
                "To a@mud.example b@mud.example", at(record, "/correspondence").textValue());
    }

    private static List<String> people(ImportRecord record) {
        return StreamSupport.stream(at(record, "/contributors").spliterator(), false)
                .map(one -> one.path("role").asText() + " "
                        + one.path("name").asText(one.path("family").asText()) + " "
                        + one.at("/affiliations/0/text").asText())
                .toList();
    }

    @Test
    void jats_group_members_are_imported_as_collaborators_with_their_affiliations() {
        ImportRecord record = of("<contrib-group content-type='authors'><contrib contrib-type='collab'>"
                + "<collab><named-content content-type='name'>Mud Group</named-content><contrib-group>"
                + "<contrib contrib-type='author'><name><surname>Silt</surname></name>"
                + "<xref ref-type='aff' rid='a1'>1</xref></contrib>"
                + "<contrib contrib-type='author'><name><surname>Ooze</surname></name>"
                + "<xref ref-type='aff' rid='a2'>2</xref></contrib></contrib-group></collab></contrib></contrib-group>"
                + "<aff id='a1'><label>1</label>Silt House, Delft</aff><aff id='a2'><label>2</label>Ooze Hall</aff>");
        assertEquals(
                List.of("author Mud Group ", "collaborator Silt Silt House, Delft", "collaborator Ooze Ooze Hall"),
                people(record));
        assertEquals(
                List.of("front/article-meta/contrib-group/contrib/collab/contrib-group: "
                        + "2 collaborators are members of Mud Group"),
                reported(record));
    }

    @Test
    void jats_contributors_that_refer_to_a_group_are_imported_as_its_members() {
        ImportRecord record = of("<contrib-group><contrib contrib-type='author'><name><surname>Bog</surname></name>"
                + "</contrib><contrib contrib-type='author' id='g'><collab>Mud Group</collab></contrib></contrib-group>"
                + "<contrib-group content-type='collab-list'><contrib contrib-type='author' rid='g'>"
                + "<name><surname>Silt</surname></name><xref ref-type='aff' rid='a1'/></contrib></contrib-group>"
                + "<aff id='a1'>Silt House</aff>");
        assertEquals(List.of("author Bog ", "author Mud Group ", "collaborator Silt Silt House"), people(record));
        assertEquals(
                List.of("front/article-meta/contrib-group[2]/contrib/@rid: member of Mud Group"), reported(record));
    }

    @Test
    void removing_an_email_from_a_jats_affiliation_also_removes_its_label_and_brackets() {
        for (String around : List.of("( %s )", "(%s)", "[e-mail: %s]", ", E-mail: %s.", "(Email %s; %s)")) {
            ImportRecord record =
                    of("<contrib-group><contrib><name><surname>Silt</surname></name><aff>Mud House, Delft "
                            + around.replace("%s", "<email>silt@mud.example</email>")
                            + "</aff></contrib></contrib-group>");
            assertEquals(
                    "Mud House, Delft",
                    at(record, "/contributors/0/affiliations/0/text").textValue(),
                    around);
            assertEquals("silt@mud.example", at(record, "/contributors/0/email").textValue());
        }
    }

    @Test
    void only_the_first_of_several_email_addresses_of_a_jats_author_is_imported() {
        String note = "<contrib-group><contrib><name><surname>Silt</surname></name><xref ref-type='corresp' rid='c'/>"
                + "</contrib></contrib-group><author-notes><corresp id='c'>E-mail: <email>a@mud.example</email>%s"
                + "<email>b@mud.example</email></corresp></author-notes>";
        for (String between : List.of("", "; ", " or ")) {
            ImportRecord record = of(note.formatted(between));
            assertEquals("a@mud.example", at(record, "/contributors/0/email").textValue(), between);
            assertTrue(at(record, "/correspondence").textValue().contains("b@mud.example"), between);
        }
        assertTrue(at(of(note.formatted(" Ooze, ")), "/contributors/0/email").isMissingNode());
    }

    @Test
    void address_parts_of_a_jats_affiliation_are_recognized_by_their_type() {
        ImportRecord record = of(
                "<contrib-group><contrib><name><surname>Silt</surname></name><aff>"
                        + "<institution>Mud House</institution><addr-line content-type='city'>Delft</addr-line>"
                        + "<addr-line><named-content content-type='province'>Zuid-Holland</named-content>"
                        + "<named-content content-type='postCode'>2611</named-content></addr-line>"
                        + "<named-content content-type='country'>The Netherlands</named-content></aff></contrib></contrib-group>");
        assertEquals(
                "{\"text\":\"Mud House, Delft, Zuid-Holland, 2611, The Netherlands\",\"name\":\"Mud House\",\"city\":\"Delft\","
                        + "\"region\":\"Zuid-Holland\",\"postalCode\":\"2611\",\"country\":\"NL\"}",
                at(record, "/contributors/0/affiliations/0").toString());
    }

    @Test
    void a_plain_text_email_in_a_jats_note_is_assigned_to_the_only_referring_author() {
        String note = "<contrib-group><contrib><name><surname>Silt</surname></name><xref ref-type='corresp' rid='c'/>"
                + "</contrib></contrib-group><author-notes><corresp id='c'>%s</corresp></author-notes>";
        ImportRecord alone = of(note.formatted("<label>*</label>E-mail: silt@mud.example."));
        assertEquals("silt@mud.example", at(alone, "/contributors/0/email").textValue());
        assertEquals(List.of(), reported(alone));
        ImportRecord more = of(note.formatted("Correspondence to Silt, Mud House. silt@mud.example"));
        assertEquals("silt@mud.example", at(more, "/contributors/0/email").textValue());
        assertEquals(
                "Correspondence to Silt, Mud House. silt@mud.example",
                at(more, "/correspondence").textValue());
        ImportRecord two = of(note.formatted("silt@mud.example, ooze@mud.example"));
        assertTrue(at(two, "/contributors/0/email").isMissingNode());
        assertEquals(
                "silt@mud.example, ooze@mud.example", at(two, "/correspondence").textValue());
    }

    @Test
    void a_jats_publication_event_is_imported_with_its_type() {
        ImportRecord record =
                of("<pub-history><event event-type='mud-day'><date><year>2020</year></date></event></pub-history>");
        assertEquals(
                "[{\"type\":\"mud-day\",\"date\":\"2020\"}]",
                at(record, "/publicationHistory").toString());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void a_structured_jats_name_takes_precedence_over_its_display_form() {
        String names = "<contrib-group><contrib><name-alternatives><string-name specific-use='display'>%s</string-name>"
                + "<name specific-use='primary'><surname>Silt</surname><given-names>Ann</given-names></name>"
                + "</name-alternatives></contrib></contrib-group>";
        ImportRecord same = of(names.formatted("Ann Silt"));
        assertEquals("Silt", at(same, "/contributors/0/family").textValue());
        assertEquals("Ann", at(same, "/contributors/0/given").textValue());
        assertEquals(List.of(), reported(same));
        ImportRecord other = of(names.formatted("Professor Mud"));
        assertEquals("Silt", at(other, "/contributors/0/family").textValue());
        assertEquals(
                "[{\"name\":\"Professor Mud\"}]",
                at(other, "/contributors/0/alternativeNames").toString());
    }

    @Test
    void jats_name_alternatives_next_to_a_name_are_imported_as_alternative_names() {
        ImportRecord record =
                of("<contrib-group><contrib><name><surname>Sha</surname><given-names>Ning</given-names></name>"
                        + "<name-alternatives><string-name name-style='eastern' xml:lang='chi'>沙宁</string-name></name-alternatives>"
                        + "</contrib></contrib-group>");
        assertEquals("Sha", at(record, "/contributors/0/family").textValue());
        assertEquals(
                "[{\"language\":\"zh\",\"name\":\"沙宁\"}]",
                at(record, "/contributors/0/alternativeNames").toString());
        assertEquals(List.of(), reported(record));
    }

    @Test
    void a_missing_copyright_holder_or_year_is_parsed_from_the_jats_copyright_statement() {
        String terms = "<permissions><copyright-statement>%s</copyright-statement></permissions>";
        Map.ofEntries(
                        Map.entry("Copyright: © 2005 Silt et al. This is an open-access article.", "Silt et al 2005"),
                        Map.entry("© The Mud Society, 2019", "The Mud Society 2019"),
                        Map.entry("© The Author(s) 2021", "The Author(s) 2021"),
                        Map.entry("Copyright © The Author(s). 2020", "The Author(s) 2020"),
                        Map.entry("© 2021. The Author(s)", "The Author(s) 2021"),
                        Map.entry("© Copyright 2018-2019 J. Silt", "J. Silt 2018"),
                        Map.entry(
                                "© The Authors 2015. Published by Weir House in 2016. All rights reserved.",
                                "The Authors 2015"),
                        Map.entry("© The Author(s) 2021, corrected publication 2022", "The Author(s) 2021"),
                        Map.entry(
                                "© The Author(s), under exclusive licence to Weir House Limited 2021",
                                "The Author(s) 2021"),
                        Map.entry("© The Author(s). See the terms of 2013.", "The Author(s) null"),
                        Map.entry("© 2019. Published by Weir House Ltd", "null 2019"),
                        Map.entry("© 2020. All rights reserved.", "null 2020"),
                        Map.entry("© 2021. This is a U.S. Government work.", "null 2021"),
                        Map.entry("© 2020 Society of Printed Maps", "Society of Printed Maps 2020"),
                        Map.entry("© 2020 Mud House, printed in Delft", "Mud House 2020"),
                        Map.entry("Copyright by Mud House; licensee Weir Ltd.", "Mud House null"),
                        Map.entry("All rights are reserved.", "null null"))
                .forEach((statement, read) -> {
                    JsonNode copyright = at(of(terms.formatted(statement)), "/license/copyright");
                    assertEquals(
                            read,
                            copyright.path("holder").textValue() + " "
                                    + (copyright.has("year")
                                            ? copyright.get("year").asText()
                                            : null));
                });
    }

    @Test
    void tex_formulas_in_titles_abstracts_and_keywords_are_converted() {
        String tex = "<inline-formula><tex-math>%s</tex-math></inline-formula>";
        String document = "\\documentclass{minimal}\\begin{document}$$%s$$\\end{document}";
        ImportRecord record = ImportReadings.all(
                        "jats",
                        "<article><front><article-meta><title-group><article-title>Age of "
                                + tex.formatted(document.formatted("\\beta")) + " Pictoris</article-title>"
                                + "<subtitle>Over " + tex.formatted("$\\frac{a+1}{b}$") + "</subtitle></title-group>"
                                + "<abstract><p>At most " + tex.formatted("$x_i$") + ", not " + tex.formatted("\\foo")
                                + ".</p></abstract><kwd-group><kwd>" + tex.formatted("$$\\beta$$")
                                + " Pictoris</kwd><kwd>" + tex.formatted("$\\mathrm{H_2O}$") + "</kwd></kwd-group>"
                                + "</article-meta></front></article>")
                .get(0);

        String math = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow>%s</mrow>"
                + "<annotation encoding=\"application/x-tex\">%s</annotation></semantics></math>";
        assertEquals(
                "Age of " + math.formatted("<mi>β</mi>", "\\beta") + " Pictoris",
                at(record, "/titleHtml").textValue());
        assertEquals("Over (a+1)/b", at(record, "/subtitle").textValue());
        assertEquals(
                "<p>At most " + math.formatted("<msub><mi>x</mi><mi>i</mi></msub>", "x_i") + ", not \\foo.</p>",
                at(record, "/abstractHtml").textValue());
        assertEquals("[\"β Pictoris\",\"H2O\"]", at(record, "/keywords").toString());
    }

    @Test
    void a_tex_formula_that_is_too_long_for_a_title_is_imported_as_tex_source() {
        String formula = "x_i+".repeat(100) + "\\frac{a}{b}";
        ImportRecord record = ImportReadings.all(
                        "jats",
                        "<article><front><article-meta><title-group><article-title>Age of <inline-formula><tex-math>"
                                + "\\documentclass{minimal}\\begin{document}$" + formula + "$\\end{document}</tex-math>"
                                + "</inline-formula></article-title></title-group></article-meta></front></article>")
                .get(0);

        assertEquals("Age of $" + formula + "$", at(record, "/title").textValue());
    }

    @Test
    void a_tex_formula_in_a_title_is_exported_as_tex_and_mathml_and_imported_unchanged() throws Exception {
        String title = "Age of <math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow><mi>β</mi></mrow>"
                + "<annotation encoding=\"application/x-tex\">\\beta</annotation></semantics></math> Pictoris";
        PublishedRecord record = Records.changed(Records.MINIMAL, document -> document.put("title", "Age of β Pictoris")
                .put("titleHtml", title));

        String jats = RoundTrips.written("jats", record);
        assertTrue(
                jats.replaceAll(">\\s+<", "><")
                        .contains(
                                "</mml:annotation></mml:semantics></mml:math><tex-math>\\beta</tex-math></alternatives>"
                                        + "</inline-formula> Pictoris</article-title>"),
                jats);
        assertEquals(
                title,
                ImportReadings.all("jats", jats).get(0).body().get("titleHtml").textValue());

        String deposit = RoundTrips.written("crossref", record);
        assertTrue(deposit.contains("<mml:mi>β</mml:mi>"), deposit);
        assertFalse(deposit.contains("\\beta"), deposit);
        RoundTrips.assertValidInAllFormats(record);
    }

    @Test
    void formulas_in_processing_instructions_are_imported() {
        ImportRecord record = ImportReadings.all(
                        "jats",
                        "<article><front><article-meta><title-group><article-title>Ratio of <inline-formula><tex-math>"
                                + "<?CDATA $B \\to D^{*}$?></tex-math><inline-graphic href='b.gif'/></inline-formula>"
                                + "<?layout narrow?></article-title></title-group><abstract><p><?CDATA a < b & c?></p>"
                                + "</abstract></article-meta></front></article>")
                .get(0);
        assertEquals(
                "Ratio of <math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow><mi>B</mi><mo>→</mo>"
                        + "<msup><mi>D</mi><mo>∗</mo></msup></mrow><annotation encoding=\"application/x-tex\">"
                        + "B \\to D^{*}</annotation></semantics></math>",
                at(record, "/titleHtml").textValue());
        assertEquals("a < b & c", at(record, "/abstract").textValue());
    }

    @Test
    void statements_in_the_body_are_imported_as_statements_of_the_record() {
        ImportRecord record = body("<sec sec-type='COI-statement'><title>Interests</title><p>None.</p></sec>"
                + "<sec><title>Declarations</title><sec><title>Authors' contributions</title><p>Vos dug.</p></sec>"
                + "<sec><title>4. Availability of data and materials</title><p>On request <email>vos@mud.example</email>.</p></sec></sec>"
                + "<sec sec-type='ethics'><title>Board</title><p>Approved.</p><fig><caption><p>Mud</p></caption></fig></sec>"
                + "<sec><title>Funding and sponsorship</title><p>By <bold>A</bold>.</p><p>By B.</p></sec>");
        assertEquals(
                "{\"conflictOfInterest\":\"None.\",\"authorContributions\":\"Vos dug.\","
                        + "\"dataAvailability\":\"On request .\",\"ethics\":\"Approved.\","
                        + "\"funding\":\"By A.\\n\\nBy B.\"}",
                at(record, "/statements").toString());
    }

    @Test
    void sections_of_the_body_with_other_subjects_are_not_imported_as_statements() {
        ImportRecord record = body("<sec><title>Managing conflicts of interest</title><p>Boards manage.</p></sec>"
                + "<sec><title>Funding of rivers in Europe</title><p>Rivers are paid.</p></sec>"
                + "<sec><title>Funding</title><sec><title>Banks</title><p>They pay.</p></sec></sec>"
                + "<sec sec-type='ethics'><p>" + "Virtue. ".repeat(3_000) + "</p></sec>"
                + "<sec><title>Ethics statement</title><p>" + "Approved. ".repeat(400) + "</p></sec>");
        assertTrue(at(record, "/statements").isMissingNode(), record.body().toString());
    }

    @Test
    void a_statement_in_the_back_matter_takes_precedence_over_the_body() {
        ImportRecord record = ImportReadings.all(
                        "jats",
                        "<article><front><article-meta/></front><body><sec><title>Funding</title><p>By A.</p></sec></body>"
                                + "<back><sec><title>Funding</title><p>By B.</p></sec></back></article>")
                .get(0);
        assertEquals("By B.", at(record, "/statements/funding").textValue());
    }

    private static ImportRecord body(String sections) {
        return ImportReadings.all(
                        "jats", "<article><front><article-meta/></front><body>" + sections + "</body></article>")
                .get(0);
    }

    @Test
    void a_jats_affiliation_is_named_after_the_parent_organization_rather_than_the_department() {
        Map.of(
                        "<institution>Department of Mud, University of Silt</institution>, Delft",
                        "University of Silt",
                        "<institution>Weir Institute</institution>, <institution>Silt University</institution>",
                        "Silt University",
                        "<institution>University of Silt, Delft Campus</institution>",
                        "University of Silt, Delft Campus",
                        "<institution-wrap><institution>Weir Institute</institution><institution-id institution-id-type='ror'>"
                                + "https://ror.org/05gq02987</institution-id></institution-wrap>, <institution>Silt University</institution>",
                        "Weir Institute")
                .forEach((printed, name) -> {
                    ImportRecord record = of("<contrib-group><contrib><name><surname>Silt</surname></name><aff>"
                            + printed + "</aff></contrib></contrib-group>");
                    assertEquals(
                            name,
                            at(record, "/contributors/0/affiliations/0/name").textValue());
                });
    }

    @Test
    void a_jats_note_is_assigned_to_the_contributors_that_refer_to_it() {
        ImportRecord record =
                of("<contrib-group><contrib contrib-type='senior_editor'><name><surname>Silt</surname></name>"
                        + "<xref ref-type='fn' rid='n1'/><xref ref-type='fn' rid='n2'/></contrib>"
                        + "<contrib><name><surname>Mud</surname></name><role>Pilot</role><xref ref-type='fn' rid='n1'/>"
                        + "<xref ref-type='fn' rid='n3'/></contrib></contrib-group><author-notes>"
                        + "<fn id='n1' fn-type='present-address'><label>a</label><p>Mud House, Delft</p></fn>"
                        + "<fn id='n2' fn-type='other'><p>Deceased in May.</p></fn>"
                        + "<fn id='n3'><p>Also at the Weir, e-mail: mud@weir.example</p></fn></author-notes>");
        String address = "{\"type\":\"present-address\",\"text\":\"Mud House, Delft\"}";
        assertEquals(
                "[" + address + ",{\"type\":\"deceased\",\"text\":\"Deceased in May.\"}]",
                at(record, "/contributors/0/notes").toString());
        assertTrue(at(record, "/contributors/0/deceased").booleanValue());
        assertEquals(
                "[\"senior editor\"]", at(record, "/contributors/0/roleTexts").toString());
        assertEquals(
                "[" + address + ",{\"type\":\"also-at\",\"text\":\"Also at the Weir\"}]",
                at(record, "/contributors/1/notes").toString());
        assertEquals("[\"Pilot\"]", at(record, "/contributors/1/roleTexts").toString());
        assertTrue(at(record, "/contributors/1/deceased").isMissingNode());
    }

    @Test
    void a_jats_article_without_a_type_is_imported_as_a_research_article() {
        assertEquals("research-article", at(article("", "", ""), "/type").textValue());
    }

    @Test
    void the_parts_of_a_jats_publisher_location_are_separated() {
        Map.of(
                        "Delft<country>NL</country><uri>https://mud.example</uri>", "Delft, NL",
                        "<city>Delft</city>, <country>Netherlands</country>", "Delft, Netherlands",
                        "\n  <city>Delft</city>\n  <country>NL</country>\n", "Delft NL",
                        "Den Haag &amp; Delft", "Den Haag & Delft")
                .forEach((said, place) -> {
                    ImportRecord record = ImportReadings.all(
                                    "jats",
                                    "<article article-type='other'><front><journal-meta><journal-title>Mud</journal-title>"
                                            + "<publisher><publisher-name>House</publisher-name><publisher-loc>" + said
                                            + "</publisher-loc></publisher></journal-meta><article-meta/></front></article>")
                            .get(0);
                    assertEquals(place, at(record, "/journal/publisherPlace").textValue());
                    assertEquals(
                            said.contains("uri"), reported(record).toString().contains("https://mud.example"));
                });
    }
}
