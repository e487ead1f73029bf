package org.offprint.web.site.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.database.sql.Sql;

/** Reads organizations for site pages. */
@ApplicationScoped
public class PublishedOrganizations {

    private static final int MAX_PARTS = 500;

    /** Maximum number of ancestor organizations to display. */
    private static final int MAX_ANCESTORS = 8;

    private final Sql sql;

    PublishedOrganizations(Sql sql) {
        this.sql = sql;
    }

    /**
     * Organization as displayed on site pages.
     *
     * @param standsFor id of the organization into which this organization was merged, or its own id
     */
    public record PublishedOrganization(UUID id, UUID standsFor, AffiliationBody body) {

        /** Returns the page path of the organization. */
        public String path() {
            return "/affiliations/" + id;
        }
    }

    /** Returns the organization with the given id, even if it was merged into another organization. */
    public Optional<PublishedOrganization> find(UUID id) {
        return sql.first(
                "select id, affiliation_end(id) end_id, body from affiliation where id = ?",
                PublishedOrganizations::read,
                id);
    }

    /** Returns the id of the organization with the given ROR id, or empty if there is none. */
    public Optional<UUID> byRor(RorId ror) {
        return sql.first(
                "select affiliation_end(id) end_id from affiliation where ror = ? order by merged_into nulls first"
                        + " limit 1",
                row -> Sql.uuid(row, "end_id"),
                ror.value());
    }

    /**
     * Returns the ancestors of an organization, topmost first. An ancestor that was merged is replaced by the
     * organization into which it was merged.
     */
    public List<PublishedOrganization> above(PublishedOrganization organization) {
        return organization.body().parent() == null
                ? List.of()
                : sql.list(
                        "with recursive above as (select a.id, a.body, a.parent, 1 depth, array[?::uuid, a.id] walked"
                                + " from affiliation a where a.id = affiliation_end(?)"
                                + " union all select b.id, b.body, b.parent, depth + 1, walked || b.id"
                                + " from above join affiliation b on b.id = affiliation_end(above.parent)"
                                + " where depth < ? and b.id <> all (walked))"
                                + " select id, id end_id, body from above where id <> ? order by depth desc",
                        PublishedOrganizations::read,
                        organization.id(),
                        organization.body().parent(),
                        MAX_ANCESTORS,
                        organization.id());
    }

    /** Returns the direct parts of an organization, such as departments, sorted by name. */
    public List<PublishedOrganization> parts(UUID id) {
        return sql.list(
                "select id, id end_id, body from affiliation where parent = ? and merged_into is null"
                        + " order by sort_key, id limit ?",
                PublishedOrganizations::read,
                id,
                MAX_PARTS);
    }

    private static PublishedOrganization read(ResultSet row) throws SQLException {
        return new PublishedOrganization(
                Sql.uuid(row, "id"), Sql.uuid(row, "end_id"), Json.read(row.getString("body"), AffiliationBody.class));
    }
}
