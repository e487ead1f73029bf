package org.offprint.ingest.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.Issn;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.PartialDate;
import org.offprint.identifiers.WebUrl;

/** An article as reference managers cite it: names, journal, volume and pages as texts to be taken apart. */
public final class CitedArticle {

    private static final Pattern ISSN = Pattern.compile("\\b\\d{4}[-\u2010-\u2015]?\\d{3}[\\dXx]\\b");
    private static final Pattern DATE =
            Pattern.compile("([12]\\d{3})(?:[-/.](\\d{1,2}))?(?:[-/.](\\d{1,2}))?(?:\\D.*)?");
    private static final Pattern ORGANIZATION = Pattern.compile(
            "(?iu).*(?:&|\\b(?:group|universi\\w+|universit\u00E4t|school|hospital|college|faculty|academy|laborator\\w+|consortium|society|university|institute|committee|team|network|collaboration|association"
                    + "|organi[sz]ation|cent(?:er|re)|council|foundation|federation|commission|ministry|department|initiative"
                    + "|programme|program|investigators|press|inc|ltd|llc|gmbh)\\b).*|(?i)the\\s.*");
    private static final Map<String, String> LANGUAGES = languages();

    private final Draft draft;

    public CitedArticle(Draft draft) {
        this.draft = draft;
    }

    /** By code or English or own name; English where none is named, which is told. */
    public void language(String said, String where) {
        String code = said == null ? null : LANGUAGES.get(said.strip().toLowerCase(Locale.ROOT));
        String tag = said == null ? null : code == null ? said.strip().replace('_', '-') : code;
        String language = draft.value(tag, LanguageTag::parse, where);
        if (language == null) {
            draft.unplaced(where, "The source names none; en is taken.");
        }
        draft.body().put("language", language == null ? "en" : language);
    }

    /** The DOI, or where there is none one that is the link. Another link is told: where an article is read is our own. */
    public void doiAndLink(String doi, String link, String where) {
        String placed = draft.value(doi, Doi::parse, "DOI");
        boolean isDoi = link != null && link.matches("(?i)https?://(?:dx\\.)?doi\\.org/10\\..*");
        String linked = isDoi ? draft.value(link, Doi::parse, where) : null;
        Draft.put(draft.body(), "doi", placed == null ? linked : placed);
        if (!isDoi || placed != null && linked != null && !linked.equalsIgnoreCase(placed)) {
            draft.unplaced(where, link);
        }
    }

    /** What it appeared in. */
    public void journal(String title, String abbreviation, String publisher, String place) {
        ObjectNode journal = draft.object("journal");
        Draft.put(journal, "title", title == null ? abbreviation : title);
        Draft.put(journal, "abbreviation", abbreviation == null || abbreviation.equals(title) ? null : abbreviation);
        Draft.put(journal, "publisher", publisher);
        Draft.put(journal, "publisherPlace", place);
    }

    /** ISSNs in any number; which medium each stands for is not told, so the first is print and the second electronic. */
    public void issns(String said, String where) {
        if (said == null) {
            return;
        }
        ArrayNode issns = draft.object("journal").withArray("/issns");
        Matcher numbers = ISSN.matcher(said);
        boolean found = false;
        while (numbers.find()) {
            found = true;
            String value = draft.value(numbers.group(), Issn::parse, where);
            if (value != null
                    && issns.size() < 2
                    && !issns.findValuesAsText("value").contains(value)) {
                issns.addObject()
                        .put("type", issns.isEmpty() ? "print" : "electronic")
                        .put("value", value);
            }
        }
        draft.unplaced(where, found ? null : said);
        if (issns.isEmpty()) {
            draft.object("journal").remove("issns");
        }
    }

    /** The issue it stands in, of the year in which it appeared. */
    public void issue(String volume, String number) {
        ObjectNode issue = draft.object("issue");
        Draft.put(issue, "volume", volume);
        Draft.put(issue, "number", number);
        String published = draft.object("dates").path("published").textValue();
        if (!issue.isEmpty() && published != null) {
            issue.put("year", Integer.parseInt(published.substring(0, 4)));
        }
    }

    /** The first and last page of a range. */
    public void pages(String range) {
        if (range == null) {
            return;
        }
        String[] ends = Words.clean(range).split(" ?[-\u2010-\u2015\u2212]+ ?", 2);
        Draft.put(draft.object("pages"), "first", ends[0]);
        Draft.put(draft.object("pages"), "last", ends.length < 2 ? null : ends[1]);
        if (!draft.object("pages").has("first")) {
            draft.unplaced("pages", range);
            draft.body().remove("pages");
        }
    }

    /** A date as {@code 2024-05-01}, {@code 2024/5/1} or with less; null where it is of no such form, which is told. */
    public String date(String said, String where) {
        if (said == null || said.isBlank()) {
            return null;
        }
        Matcher parts = DATE.matcher(said.strip());
        if (!parts.matches()) {
            draft.unplaced(where, said);
            return null;
        }
        StringBuilder date = new StringBuilder(parts.group(1));
        for (int i = 2; i <= 3 && parts.group(i) != null && Integer.parseInt(parts.group(i)) > 0; i++) {
            date.append(String.format("-%02d", Integer.valueOf(parts.group(i))));
        }
        return draft.value(date.toString(), PartialDate::parse, where);
    }

    /** Keywords in one text, apart by commas or semicolons. */
    public void keywords(String said) {
        if (said == null) {
            return;
        }
        for (String keyword : Words.clean(said).split(said.contains(";") ? " ?; ?" : " ?, ?")) {
            keyword(keyword);
        }
    }

    /** One keyword; the same twice is one. */
    public void keyword(String keyword) {
        if (!keyword.isBlank()) {
            draft.addOnce("keywords", draft.body().textNode(Words.clean(keyword)));
        }
    }

    /** A link to the text itself. */
    public void file(String url, String mediaType, String where) {
        String checked = draft.value(url, WebUrl::parse, where);
        if (checked != null) {
            ObjectNode file = draft.body().objectNode();
            file.put("role", "fulltext");
            Draft.put(file, "mediaType", mediaType);
            draft.addOnce("files", file.put("url", checked));
        }
    }

    /** A person by the parts of the name; people of one name have it as family name. */
    public void person(String role, String family, String given, String suffix) {
        ObjectNode person = draft.body().objectNode();
        person.put("role", role).put("kind", "person");
        boolean hasFamily = family != null && !family.isBlank();
        Draft.put(person, "family", hasFamily ? family : given);
        Draft.put(person, "given", hasFamily ? given : null);
        Draft.put(person, "suffix", suffix);
        if (draft.isFull("contributors")) {
            draft.unplaced("contributors", family);
        } else if (person.has("family")) {
            draft.list("contributors").add(person);
        }
    }

    /** An organization. */
    public void organization(String role, String name) {
        if (draft.isFull("contributors")) {
            draft.unplaced("contributors", name);
        } else if (name != null && !name.isBlank()) {
            ObjectNode organization = draft.list("contributors").addObject();
            organization.put("role", role).put("kind", "organization").put("name", Words.clean(name));
        }
    }

    /** {@code Family, Given}, {@code Family, Given, Suffix}, {@code Given Family}, one name, or what is no person's. */
    public void named(String role, String name) {
        List<String> parts = List.of(Words.clean(name).split(" ?, ?"));
        if (parts.size() > 1) {
            person(
                    role,
                    parts.get(0),
                    parts.get(1),
                    parts.size() > 2 ? String.join(", ", parts.subList(2, parts.size())) : null);
        } else if (ORGANIZATION.matcher(name.strip()).matches()) {
            organization(role, name);
        } else {
            int blank = name.strip().lastIndexOf(' ');
            person(
                    role,
                    name.strip().substring(blank + 1),
                    blank < 0 ? null : name.strip().substring(0, blank),
                    null);
        }
    }

    private static Map<String, String> languages() {
        Map<String, String> languages = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(code);
            languages.put(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            languages.put(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
            languages.putIfAbsent(language.getISO3Language(), code);
        }
        languages.putAll(Map.of(
                "brazilian",
                "pt-BR",
                "american",
                "en-US",
                "british",
                "en-GB",
                "ngerman",
                "de",
                "fre",
                "fr",
                "ger",
                "de",
                "chi",
                "zh",
                "dut",
                "nl"));
        return Map.copyOf(languages);
    }
}
