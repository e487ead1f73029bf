package org.offprint.web.harvest.oai;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.identifiers.Email;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.settings.Settings;
import org.offprint.web.harvest.oai.items.OaiItem;
import org.offprint.web.harvest.oai.items.OaiItems;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.items.OaiSets;
import org.offprint.web.harvest.oai.items.SetSelection;
import org.offprint.web.harvest.oai.protocol.OaiDate;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/** Name and contact addresses of the repository (OAI-PMH, section 4.2). */
@Startup
@ApplicationScoped
class RepositoryIdentity {

    private static final int MAX_EMAILS = 10;

    /** Article id in the sample identifier if the repository has no items. */
    private static final UUID SAMPLE_ARTICLE = UUID.fromString("019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f");

    private final Sql sql;
    private final OaiItems items;
    private final OaiIdentifiers identifiers;
    private final RepositoryDescriptions descriptions;
    private final Optional<String> name;
    private final Optional<String> adminEmail;

    RepositoryIdentity(
            Sql sql,
            OaiItems items,
            OaiIdentifiers identifiers,
            RepositoryDescriptions descriptions,
            @ConfigProperty(name = "offprint.oai.repository-name") Optional<String> name,
            @ConfigProperty(name = "offprint.oai.admin-email") Optional<String> adminEmail) {
        this.sql = sql;
        this.items = items;
        this.identifiers = identifiers;
        this.descriptions = descriptions;
        this.name = name;
        this.adminEmail = adminEmail.map(RepositoryIdentity::normalized);
    }

    /**
     * Returns the configured e-mail address in normalized form. The OAI-PMH schema accepts only common e-mail
     * addresses, and harvesters may reject a response with any other address.
     */
    private static String normalized(String configured) {
        return new Email(Settings.OAI_ADMIN_EMAIL.checked(configured)).value();
    }

    void write(OaiDocument document, OaiScope scope, Instant now) {
        SetSelection selection = scope.journal() == null ? SetSelection.ALL : OaiSets.ofJournal(scope.journal());
        Optional<OaiItem> earliest = items.earliest(selection);
        document.open("Identify");
        document.element("repositoryName", name(scope.journal()));
        document.element("baseURL", scope.baseUrl());
        document.element("protocolVersion", "2.0");
        emails(scope.journal()).forEach(email -> document.element("adminEmail", email));
        document.element(
                "earliestDatestamp", OaiDate.of(earliest.map(OaiItem::stamp).orElse(now)));
        document.element("deletedRecord", "persistent");
        document.element("granularity", "YYYY-MM-DDThh:mm:ssZ");
        document.element("compression", "gzip");
        descriptions.write(document, earliest.map(OaiItem::article).orElse(SAMPLE_ARTICLE));
        document.close();
    }

    /**
     * Returns the name of the repository. The repository of a journal has the journal's title. The repository of all
     * journals has the configured name. Without a configured name, the title of the only journal is used, or Offprint
     * if there is not exactly one journal.
     */
    private String name(UUID journal) {
        if (journal == null && name.isPresent()) {
            return name.get();
        }
        List<String> titles = journal == null
                ? sql.list("select body ->> 'title' title from journal limit 2", row -> row.getString("title"))
                : sql.list(
                        "select body ->> 'title' title from journal where id = ?",
                        row -> row.getString("title"),
                        journal);
        return titles.size() == 1 ? titles.get(0) : "Offprint";
    }

    /**
     * Returns the e-mail addresses of administrators: the configured address, otherwise the contacts of the journals,
     * otherwise the postmaster of the host. Every domain that receives mail has a postmaster (RFC 5321, section 4.5.1).
     */
    private List<String> emails(UUID journal) {
        if (adminEmail.isPresent()) {
            return List.of(adminEmail.get());
        }
        List<String> contacts = sql.list(
                "select distinct body #>> '{contact,email}' email from journal where body #>> '{contact,email}' is not"
                        + " null"
                        + (journal == null ? "" : " and id = '" + journal + "'") + " order by email limit ?",
                row -> row.getString("email"),
                MAX_EMAILS);
        return contacts.isEmpty() ? List.of("postmaster@" + identifiers.host()) : contacts;
    }
}
