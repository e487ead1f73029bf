package org.offprint.formats.webofscience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.Orcid;

/**
 * Reads the contributors of a Web of Science record. Affiliations, ORCID iDs and corresponding authors refer to
 * contributors by full or short name.
 */
final class WebOfScienceContributors {

    /** Pattern of the phrase that follows the names of corresponding authors. */
    private static final Pattern MARK = Pattern.compile("\\((?:corresponding|reprint) author\\)");

    private final TaggedRecord record;
    private final ArticleDraft draft;
    private final CitedArticleReader article;

    /** Authors, keyed by lower-case name; null if two authors have the same name. */
    private final Map<String, ContributorDraft> named = new HashMap<>();
    /** Printed affiliations, keyed by author. */
    private final Map<ContributorDraft, Set<String>> affiliated = new IdentityHashMap<>();

    WebOfScienceContributors(TaggedRecord record, ArticleDraft draft) {
        this.record = record;
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    void read() {
        authors();
        record.takeLines("CA").forEach(name -> organizations("author", name));
        record.takeLines("BE").forEach(name -> article.people().named("editor", name));
        affiliations(record.takeLines("C1"));
        corresponding();
        for (String said : record.takeParts("OI")) {
            orcid(said);
        }
    }

    /**
     * Reads the authors of a Web of Science record by full name, or by short name if there are no full names. The lists
     * of full and short names have the same order. If their lengths differ, the short names are reported as unmapped.
     */
    private void authors() {
        List<String> brief = record.takeLines("AU");
        List<String> full = record.takeLines("AF");
        boolean hasFull = !full.isEmpty();
        List<String> names = hasFull ? full : brief;
        boolean isSameCount = !hasFull || brief.size() == full.size();
        for (int i = 0; i < names.size(); i++) {
            ContributorDraft author = author(names.get(i));
            remember(names.get(i), author);
            if (hasFull && isSameCount) {
                remember(brief.get(i), author);
            }
        }
        if (!isSameCount) {
            brief.forEach(name -> draft.unplaced("AU", name));
        }
    }

    private ContributorDraft author(String name) {
        int before = draft.contributors().size();
        if (draft.isAtMaxContributors()) {
            draft.unplaced("AU", name);
        } else if (name.indexOf(',') > 0) {
            article.people().add("author", person(name));
        } else {
            article.people().named("author", name);
        }
        List<ContributorDraft> all = draft.contributors();
        return all.size() > before ? all.get(all.size() - 1) : null;
    }

    /** Parses a name with a comma as a personal name, even if it contains words that identify organizations. */
    private static SourceName person(String name) {
        String[] parts = name.split(" ?, ?", 3);
        String given = parts[1];
        String suffix = parts.length < 3 ? null : parts[2];
        return SourceName.person(parts[0], given, suffix);
    }

    private void organizations(String role, String names) {
        for (String name : names.split(" ?; ?")) {
            if (!name.isBlank()) {
                article.people().add(role, SourceName.organization(name));
            }
        }
    }

    private void remember(String name, ContributorDraft author) {
        String key = key(name);
        if (author != null && named.containsKey(key) && named.get(key) != author) {
            named.put(key, null);
        } else if (author != null) {
            named.put(key, author);
        }
    }

    private static String key(String name) {
        return SourceText.clean(name).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the affiliations of a Web of Science record. Each line contains author names in brackets, followed by their
     * affiliation. A long affiliation continues on the following line.
     */
    private void affiliations(List<String> lines) {
        StringBuilder said = new StringBuilder();
        for (String line : lines) {
            boolean isNext = line.startsWith("[") || said.length() > 0 && said.charAt(said.length() - 1) == '.';
            if (isNext && !said.isEmpty()) {
                affiliation(said.toString());
                said.setLength(0);
            }
            said.append(said.isEmpty() ? "" : " ").append(line);
        }
        if (!said.isEmpty()) {
            affiliation(said.toString());
        }
    }

    private void affiliation(String said) {
        int end = said.startsWith("[") ? said.indexOf(']') : -1;
        String words = withoutStop(said.substring(end + 1));
        if (end < 0) {
            boolean isOfOne = draft.contributors().size() == 1;
            if (isOfOne) {
                affiliation(draft.contributors().get(0), words);
            }
            draft.unplaced("C1", isOfOne ? null : said);
            return;
        }
        for (String name : said.substring(1, end).split(" ?; ?")) {
            ContributorDraft author = named.get(key(name));
            if (author == null) {
                draft.unplaced("C1", "[" + name + "] " + words);
            } else {
                affiliation(author, words);
            }
        }
    }

    private void affiliation(ContributorDraft author, String words) {
        author.affiliation(words);
        affiliated.computeIfAbsent(author, none -> new HashSet<>()).add(words);
    }

    private static String withoutStop(String said) {
        String words = SourceText.clean(said);
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    /**
     * Reads corresponding authors in the format {@code Name; Name (corresponding author), address; Name (corresponding
     * author), …}. A postal address is reported as unmapped unless it is also an affiliation of the author.
     */
    private void corresponding() {
        List<ContributorDraft> found = new ArrayList<>();
        for (String said : record.takeAll("RP")) {
            String text = SourceText.clean(said);
            int begin = 0;
            Matcher mark = MARK.matcher(text);
            boolean isMarked = mark.find();
            while (isMarked) {
                List<ContributorDraft> these = marked(text.substring(begin, mark.start()));
                found.addAll(these);
                int from = mark.end();
                isMarked = mark.find();
                String rest = text.substring(from, isMarked ? mark.start() : text.length());
                // A postal address ends with a period and a semicolon, followed by the names for the next address.
                int stop = isMarked ? rest.indexOf(".; ") : rest.length() - 1;
                address(stop < 0 ? "" : rest.substring(0, stop + 1), these);
                begin = from + (stop < 0 ? 0 : Math.min(rest.length(), stop + 3));
            }
            draft.unplaced("RP", begin == 0 ? text : null);
        }
        emails(found);
    }

    private List<ContributorDraft> marked(String names) {
        List<ContributorDraft> marked = new ArrayList<>();
        for (String name : names.split(" ?; ?")) {
            ContributorDraft author = named.get(key(name));
            if (author == null) {
                draft.unplaced("RP", name);
            } else {
                author.corresponding();
                marked.add(author);
            }
        }
        return marked;
    }

    private void address(String said, List<ContributorDraft> whose) {
        String words = withoutStop(said.replaceFirst("^[\\s,]{1,9}", "").replaceFirst(";\\s{0,9}$", ""));
        boolean isKnown = words.isEmpty();
        for (ContributorDraft each : whose) {
            if (!isKnown && !affiliated.containsKey(each)) {
                affiliation(each, words);
            }
            isKnown |= affiliated.getOrDefault(each, Set.of()).contains(words);
        }
        draft.unplaced("RP", isKnown ? null : words);
    }

    /**
     * Assigns the first e-mail address to the corresponding author if there is only one. Otherwise, the owner of each
     * address is unknown, so all e-mail addresses are reported as unmapped.
     */
    private void emails(List<ContributorDraft> corresponding) {
        List<String> emails = record.takeParts("EM");
        int placed = 0;
        if (!emails.isEmpty() && corresponding.size() == 1) {
            corresponding.get(0).email(draft.parsed(emails.get(0), Email::parse, "EM"));
            placed = 1;
        }
        emails.stream().skip(placed).forEach(email -> draft.unplaced("EM", email));
    }

    /** Reads an author's ORCID iD in the format {@code Name/0000-0002-1825-0097}. */
    private void orcid(String said) {
        int slash = said.lastIndexOf('/');
        ContributorDraft author = slash < 0 ? null : named.get(key(said.substring(0, slash)));
        if (author == null || author.hasOrcid()) {
            draft.unplaced("OI", said);
        } else {
            author.orcid(draft.parsed(said.substring(slash + 1), Orcid::parse, "OI"));
        }
    }
}
