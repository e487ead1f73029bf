package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;

/**
 * Finds and merges affiliations with equal metadata. Affiliations with a ROR id are never duplicates, because ROR ids
 * are unique.
 */
@ApplicationScoped
public class DuplicateAffiliations {

    private static final int MAX_GROUPS = 100;

    private static final String GROUPS = """
            select body ->> 'name' as name, (array_agg(id order by id))[1:101] as ids, count(*) over () as total
            from affiliation where merged_into is null and ror is null
            group by body having count(*) > 1 order by 2 limit\s""" + MAX_GROUPS;

    private final Merges merges;
    private final Sql sql;

    DuplicateAffiliations(Merges merges, Sql sql) {
        this.merges = merges;
        this.sql = sql;
    }

    /** Report on the groups of equal affiliations that were merged. */
    @Schema(name = "DuplicateReport", description = "Affiliations with equal content that were merged.")
    public record Report(
            @Schema(required = true, description = "Merged groups, at most 100, with the oldest affiliations first.")
            List<Group> items,

            @Schema(
                    required = true,
                    description = "Number of groups before the merge. If `total` is greater than the number of"
                            + " `items`, repeat the request to merge the remaining groups.")
            long total) {}

    /** Group of equal affiliations. The oldest affiliation survives the merge. */
    @Schema(name = "DuplicateGroup", description = "Affiliations with equal content.")
    public record Group(
            @Schema(required = true, description = "Common name of the affiliations.")
            String name,

            @Schema(
                    required = true,
                    description = "Id of the oldest affiliation, into which the affiliations in `from` are merged.")
            UUID survivor,

            @Schema(required = true, description = "Ids of the merged affiliations, at most 100.")
            List<UUID> from) {}

    /**
     * Merges affiliations with equal metadata, at most 100 groups of at most 100 affiliations each. The number of SQL
     * statements is constant.
     */
    public Report merge(WriteContext write) {
        Set<UUID> ids = new HashSet<>();
        for (Group group : groups().items()) {
            ids.add(group.survivor());
            ids.addAll(group.from());
        }
        if (ids.isEmpty()) {
            return new Report(List.of(), 0);
        }
        Set<UUID> locked = merges.lock(ids).keySet();
        Report found = groups();
        List<Group> groups = found.items().stream()
                .filter(group -> locked.contains(group.survivor()) && locked.containsAll(group.from()))
                .toList();
        if (groups.isEmpty()) {
            return new Report(groups, found.total());
        }
        Map<UUID, UUID> survivors = new LinkedHashMap<>();
        groups.forEach(group -> group.from().forEach(loser -> survivors.put(loser, group.survivor())));
        merges.mergeEqual(survivors, write);
        return new Report(groups, found.total());
    }

    private Report groups() {
        long[] total = new long[1];
        List<Group> groups = sql.list(GROUPS, row -> {
            total[0] = row.getLong("total");
            List<UUID> ids = Arrays.asList((UUID[]) row.getArray("ids").getArray());
            return new Group(row.getString("name"), ids.get(0), List.copyOf(ids.subList(1, ids.size())));
        });
        return new Report(groups, total[0]);
    }
}
