package org.offprint.web.harvest.oai.items;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.text.SeparatedText;
import org.offprint.platform.database.sql.Sql;

/**
 * Sets of the OAI-PMH repository (section 2.6). The sets {@code journal} and {@code type} contain all articles. The set
 * {@code journal:{slug}} contains the articles of a journal, and has the subsets {@code issue-{id}} and {@code
 * section-{id}}. The set {@code type:{type}} contains the articles of a type.
 */
@ApplicationScoped
public class OaiSets {

    private static final String ISSUE = "issue-";
    private static final String SECTION = "section-";

    /**
     * SQL query for all sets. Record headers omit the sets that contain all articles, so these sets come last. A
     * harvester that tests the repository with the first set then finds this set in every record header.
     */
    private static final String ALL = """
            select * from (
                select 'journal:' || slug spec, body ->> 'title' name, 'journal:' || slug place
                from journal where %1$s
                union all
                select s.spec, s.name, s.spec place from (
                    select 'journal:' || j.slug || ':issue-' || s.id spec,
                        concat_ws(', ', j.body ->> 'title', 'volume ' || (s.body ->> 'volume'),
                            'issue ' || (s.body ->> 'number'), s.body ->> 'year', s.body ->> 'title') name
                    from issue s join journal j on j.id = s.journal
                    where %2$s and exists (select from oai_item i where i.issue = s.id)
                    union all
                    select 'journal:' || j.slug || ':section-' || s.id,
                        concat_ws(', ', j.body ->> 'title', (
                            select e ->> 'title' from jsonb_array_elements(j.body -> 'sections') e
                            where e ->> 'id' = s.id::text))
                    from section s join journal j on j.id = s.journal
                    where %2$s and exists (select from oai_item i where i.section = s.id)
                ) s
                union all
                select 'type:' || t, initcap(replace(t, '-', ' ')), 'type:' || t from unnest(?::text[]) t
                where exists (select from oai_item i where i.type = t and %3$s)
                union all
                values ('journal', 'Articles of all journals', '~journal'), ('type', 'Articles of all types', '~type')
            ) sets where place collate "C" > ? order by place collate "C" limit ?
            """;

    private final Sql sql;

    OaiSets(Sql sql) {
        this.sql = sql;
    }

    /**
     * Set of the OAI-PMH repository.
     *
     * @param place sort key, which is the position of the set in the list
     */
    public record ListedSet(String spec, String name, String place) {}

    /** Returns at most {@code limit} sets after the given list position. */
    public List<ListedSet> after(UUID journal, String place, int limit) {
        String one = journal == null ? "true" : "= '" + journal + "'";
        String statement = journal == null
                ? ALL.formatted("true", "true", "true")
                : ALL.formatted("id " + one, "j.id " + one, "i.journal " + one);
        List<String> types = List.copyOf(Vocabulary.terms(ArticleType.class).keySet());
        return sql.list(
                statement,
                row -> new ListedSet(row.getString("spec"), row.getString("name"), row.getString("place")),
                types,
                place,
                limit);
    }

    /** Returns whether the string has the syntax of an OAI-PMH setSpec. */
    public static boolean isSpec(String spec) {
        return SeparatedText.isOf(spec, ':', OaiSets::isSpecCharacter);
    }

    /**
     * Returns whether the character is unreserved according to RFC 2396. The OAI-PMH schema accepts only unreserved
     * characters in a setSpec.
     */
    private static boolean isSpecCharacter(int c) {
        return SeparatedText.isLetter(c) || SeparatedText.isDigit(c) || "_.!~*'()-".indexOf(c) >= 0;
    }

    /** Returns the selection of the items in the given set, or empty if the set does not exist. */
    public Optional<SetSelection> selection(String spec) {
        List<String> levels = new ArrayList<>(Arrays.asList(spec.split(":")));
        String kind = levels.remove(0);
        if (levels.isEmpty()) {
            return kind.equals("journal") || kind.equals("type") ? Optional.of(SetSelection.ALL) : Optional.empty();
        }
        if (kind.equals("type")) {
            boolean known = Vocabulary.terms(ArticleType.class).containsKey(levels.get(0));
            return known && levels.size() == 1
                    ? Optional.of(new SetSelection("i.type = ?", List.of(levels.get(0))))
                    : Optional.empty();
        }
        if (!kind.equals("journal") || levels.size() > 2) {
            return Optional.empty();
        }
        Optional<SetSelection> journal = journal(levels.get(0)).map(OaiSets::ofJournal);
        return levels.size() == 1
                ? journal
                : journal.flatMap(all -> within(levels.get(1)).map(part -> part.and(all)));
    }

    private static Optional<SetSelection> within(String level) {
        return part(level, ISSUE, "i.issue = ?").or(() -> part(level, SECTION, "i.section = ?"));
    }

    private static Optional<SetSelection> part(String level, String prefix, String condition) {
        String id = level.startsWith(prefix) ? level.substring(prefix.length()) : "";
        return Ids.isUuidShaped(id)
                ? Optional.of(new SetSelection(condition, List.of(Ids.parse(id))))
                : Optional.empty();
    }

    /** Returns the selection of a journal's items. */
    public static SetSelection ofJournal(UUID journal) {
        return new SetSelection("i.journal = ?", List.of(journal));
    }

    /** Returns the id of the journal with the given current or former slug. */
    public Optional<UUID> journal(String slug) {
        return sql.first("select journal from journal_slug where slug = ?", row -> Sql.uuid(row, "journal"), slug);
    }
}
