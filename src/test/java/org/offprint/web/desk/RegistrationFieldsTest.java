package org.offprint.web.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.text.Table;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.targets.Target;
import org.offprint.web.desk.DeskRegistration.RegistrationFields;
import org.offprint.web.site.pages.InterfaceLanguages;

/** Tests which field of the article form must be corrected according to a message about a registration. */
class RegistrationFieldsTest {

    /** Fields of the rules that an article must meet to be registered. An empty string means that the form has no such field. */
    private static final Map<String, String> OF_RULES = Map.ofEntries(
            Map.entry("cr-01", "/doi"),
            Map.entry("cr-02", "/doi"),
            Map.entry("cr-04", "/title"),
            Map.entry("cr-07", "/dates/published"),
            Map.entry("cr-08", ""),
            Map.entry("cr-09", "/contributors"),
            Map.entry("cr-10", "/contributors"),
            Map.entry("cr-12", "/relations"),
            Map.entry("cr-14", ""),
            Map.entry("cr-29", "/type"),
            Map.entry("dc-01", "/doi"),
            Map.entry("dc-02", "/contributors"),
            Map.entry("dc-03", "/title"),
            Map.entry("dc-05", "/dates/published"),
            Map.entry("dc-06", "/type"),
            Map.entry("dc-07", ""),
            Map.entry("doaj-01", "/title"),
            Map.entry("doaj-03", "/doi"),
            Map.entry("doaj-05", "/title"),
            Map.entry("doaj-07", "/contributors"),
            Map.entry("doaj-10", "/doi"),
            Map.entry("pm-04", "/pages/first"),
            Map.entry("pm-05", "/translations"),
            Map.entry("pm-06", "/dates/published"),
            Map.entry("pm-09", ""));

    private static String field(String message) {
        return RegistrationFields.of(message).orElse("");
    }

    @Test
    void every_required_rule_of_a_registration_service_has_its_field() {
        List<String> services = List.copyOf(Vocabulary.terms(Target.class).keySet());
        Map<String, String> found = new HashMap<>();
        Table.of("readiness-rules.tsv", 7).rows().stream()
                .filter(row -> services.contains(row.get(1))
                        && row.get(2).equals("must")
                        && row.get(3).equals("article"))
                .forEach(row -> found.put(row.get(0), field(row.get(4) + " " + row.get(5))));
        assertEquals(OF_RULES, found);
    }

    @Test
    void messages_of_formats_and_registration_services_have_a_field_or_none() {
        Map.ofEntries(
                        Map.entry("The account may not use the prefix of 10.4444/a.", "/doi"),
                        Map.entry("A DOI is required for this format.", "/doi"),
                        Map.entry("At least one author is required for this format.", "/contributors"),
                        Map.entry("A publication date is required for this format.", "/dates/published"),
                        Map.entry("titles: can't be blank; creators: invalid", "/contributors"),
                        Map.entry("ORCID invalid checksum https://orcid.org/1", "/contributors"),
                        Map.entry("Added with conflict: in conflict with DOI 10.5555/b", "/doi"),
                        Map.entry("The setting offprint.public-url is required for registrations.", ""),
                        Map.entry("A print or electronic ISSN is required for this format. Add it to the journal.", ""),
                        Map.entry(
                                "The publisher of the journal is required for this format. Add it to the journal.", ""),
                        Map.entry("The record is invalid.", ""))
                .forEach((message, pointer) -> assertEquals(pointer, field(message), message));
    }

    @Test
    void every_field_is_in_the_article_form() {
        for (String pointer : RegistrationFields.pointers()) {
            String section = FormLayout.ARTICLE.sectionOf(pointer).orElse("");
            assertTrue(
                    FormLayout.ARTICLE.fields(section).stream()
                            .anyMatch(field -> field.pointer().equals(pointer)),
                    pointer);
        }
    }

    @Test
    void every_state_hold_and_service_has_a_text() {
        List<String> names = new ArrayList<>();
        for (String state : Vocabulary.terms(RegistrationState.class).keySet()) {
            names.add("deskRegistered." + state);
            names.add("deskRegisteredWhy." + state);
        }
        Vocabulary.terms(HoldReason.class).keySet().forEach(hold -> names.add("deskRegisteredWhy." + hold));
        Vocabulary.terms(Target.class).keySet().forEach(target -> names.add("deskTarget." + target));
        names.removeAll(InterfaceLanguages.read("en").keySet());
        assertEquals(List.of(), names);
    }
}
