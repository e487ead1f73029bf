package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.notices.RetractionInput;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.journals.JournalInput;
import org.offprint.journal.publishing.IssuePublicationInput;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.web.api.affiliations.MatchResource;
import org.offprint.web.api.articles.ArticleFilter;
import org.offprint.web.api.articles.ArticleResource;
import org.offprint.web.api.articles.HistoryResource;
import org.offprint.web.api.articles.PublicationResource;
import org.offprint.web.api.articles.VersionResource;
import org.offprint.web.api.files.FileEditResource;
import org.offprint.web.api.files.FileParameters;
import org.offprint.web.api.files.FileResource;
import org.offprint.web.api.imports.ImportParameters;
import org.offprint.web.api.imports.ImportResource;
import org.offprint.web.api.inclusions.ArticleListResource;
import org.offprint.web.api.inclusions.ArticleRecordResource;
import org.offprint.web.api.issues.ContentsInput;
import org.offprint.web.api.issues.ContentsResource;
import org.offprint.web.api.issues.IssueFilter;
import org.offprint.web.api.issues.IssuePublicationResource;
import org.offprint.web.api.issues.IssueResource;
import org.offprint.web.api.journals.JournalFilter;
import org.offprint.web.api.journals.JournalResource;
import org.offprint.web.api.keys.ApiKeyInput;
import org.offprint.web.api.keys.ApiKeyResource;
import org.offprint.web.api.lists.ContributorResource;
import org.offprint.web.api.lists.ContributorResource.ContributorFilter;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.people.PersonResource;
import org.offprint.web.api.people.PersonResource.InvitationInput;
import org.offprint.web.api.people.RightsInput;
import org.offprint.web.api.readiness.ArticleReadinessResource;
import org.offprint.web.api.readiness.JournalReadinessResource;
import org.offprint.web.api.references.ArticleReferenceResource;
import org.offprint.web.api.references.ArticleReferenceResource.ReferenceAcceptance;
import org.offprint.web.api.references.ParseResource;
import org.offprint.web.api.registration.ArticleRegistrationsResource;
import org.offprint.web.api.registration.RegistrationAttemptResource;
import org.offprint.web.api.registration.RegistrationDecisions;
import org.offprint.web.api.registration.RegistrationLists;
import org.offprint.web.api.registration.RegistrationPlansResource;
import org.offprint.web.api.registration.RegistrationResource;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteRequest;

/**
 * Operations of the REST API that the desk calls. Every read and write of the desk goes through an operation, so roles,
 * validation, history and audit trail are those of the API.
 */
@ApplicationScoped
class DeskCalls {

    private static final int MAX_LIMIT = 100;

    @Inject
    ArticleResource articles;

    @Inject
    ArticleRecordResource articleRecords;

    @Inject
    ArticleListResource articleLists;

    @Inject
    PublicationResource publications;

    @Inject
    VersionResource versions;

    @Inject
    ArticleReadinessResource readiness;

    @Inject
    JournalResource journals;

    @Inject
    JournalReadinessResource journalReadiness;

    @Inject
    ApiKeyResource keys;

    @Inject
    PersonResource people;

    @Inject
    IssueResource issues;

    @Inject
    RegistrationPlansResource plans;

    @Inject
    RegistrationResource registrations;

    @Inject
    RegistrationAttemptResource registrationAttempts;

    @Inject
    RegistrationDecisions registrationDecisions;

    @Inject
    ArticleRegistrationsResource articleRegistrations;

    @Inject
    ContentsResource contents;

    @Inject
    IssuePublicationResource issuePublications;

    @Inject
    HistoryResource history;

    @Inject
    ImportResource imports;

    @Inject
    FileResource files;

    @Inject
    FileEditResource fileEdits;

    @Inject
    ParseResource parsing;

    @Inject
    ArticleReferenceResource references;

    @Inject
    MatchResource matching;

    @Inject
    ContributorResource contributors;

    /**
     * Returns the current working copy of an article. The transaction of its own reads the article from the database even
     * if the request has read it before, so that a save can be repeated after a concurrent change.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the article does not exist or the caller does not edit
     *     its journal
     */
    JsonNode article(String id) {
        return QuarkusTransaction.requiringNew().call(() -> workingCopy(id));
    }

    private JsonNode workingCopy(String id) {
        Response response = articleRecords.getArticle(id, null, List.of(), List.of(), JsonHeaders.ONLY, null, null);
        // Other editors receive the published version, which has no revision and can be compressed.
        JsonNode article = response.getEntity() instanceof byte[] json ? Json.parse(json) : NullNode.instance;
        if (!article.has("revision")) {
            throw Problems.notFound("article", id);
        }
        return article;
    }

    JsonNode articles(
            DeskRequest request,
            Map<String, String> filters,
            String words,
            int page,
            int limit,
            String sort,
            String... facets) {
        ListRequest list = ListRequest.of(request.http(), JsonHeaders.ONLY, words, page, limit, sort, List.of(facets));
        return body(articleLists.listArticles(list, ArticleFilter.of(filters), null, null, null, null, null, null));
    }

    JsonNode create(JsonNode article, String key) {
        return body(
                articles.createArticle(WriteRequest.of(key, "createArticle"), Body.of(article, ArticleInput.class)));
    }

    /** Applies a JSON Patch to the working copy with the given revision. */
    JsonNode patch(String id, int revision, JsonNode operations) {
        return body(articles.patchArticle(uuid(id), EditRequest.of(revision, false), Patch.of(operations)));
    }

    /** Publishes or schedules an article, or checks whether it could be published. */
    JsonNode publish(String id, int revision, JsonNode options, boolean validateOnly) {
        return body(publications.publishArticle(
                uuid(id), EditRequest.of(revision, validateOnly), Body.of(options, PublicationInput.class)));
    }

    JsonNode cancelSchedule(String id, int revision) {
        return body(publications.cancelArticleSchedule(uuid(id), EditRequest.of(revision, false)));
    }

    JsonNode withdraw(String id, int revision, JsonNode withdrawal) {
        return body(publications.withdrawArticle(
                uuid(id), EditRequest.of(revision, false), Body.of(withdrawal, WithdrawalInput.class)));
    }

    JsonNode reinstate(String id, int revision) {
        return body(publications.reinstateArticle(uuid(id), EditRequest.of(revision, false)));
    }

    JsonNode retract(String id, int revision, JsonNode retraction) {
        return body(publications.retractArticle(
                uuid(id), EditRequest.of(revision, false), Body.of(retraction, RetractionInput.class)));
    }

    JsonNode liftRetraction(String id, int revision) {
        return body(publications.liftRetraction(uuid(id), EditRequest.of(revision, false)));
    }

    JsonNode version(String id, int number) {
        return body(versions.getVersion(
                uuid(id), new ParameterValue<>(Integer.toString(number)), null, null, JsonHeaders.ONLY));
    }

    JsonNode readiness(String id) {
        return body(readiness.getArticleReadiness(id, List.of(), null));
    }

    JsonNode journal(DeskRequest request, String id) {
        return body(journals.getJournal(id, null, null, JsonHeaders.ONLY, request.http()));
    }

    /** Returns the first 100 by title of the given journals, or of all journals if {@code ids} is empty. */
    JsonNode journals(DeskRequest request, Optional<Set<UUID>> ids) {
        return journals(request, ids, null, 1);
    }

    /** Returns a page of 100 of the given journals, or of all journals if {@code ids} is empty. */
    JsonNode journals(DeskRequest request, Optional<Set<UUID>> ids, String words, int page) {
        return body(journals.listJournals(
                ListRequest.of(request.http(), JsonHeaders.ONLY, words, page, MAX_LIMIT, null, List.of()),
                JournalFilter.of(ids),
                null));
    }

    /**
     * Returns the current settings of a journal, read from the database.
     *
     * @param id id or slug
     * @throws org.offprint.kernel.faults.ProblemException 404 if the journal does not exist or the caller does not edit it
     */
    JsonNode journalSettings(DeskRequest request, String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Response response = journals.getJournal(id, null, null, JsonHeaders.ONLY, request.http());
            // A former slug redirects and has no body. Other editors receive the public view, which has no revision.
            JsonNode journal = response.getEntity() instanceof byte[] json ? Json.parse(json) : NullNode.instance;
            if (!journal.has("revision")) {
                throw Problems.notFound("journal", id);
            }
            return journal;
        });
    }

    JsonNode createJournal(JsonNode journal, String key) {
        return body(
                journals.createJournal(WriteRequest.of(key, "createJournal"), Body.of(journal, JournalInput.class)));
    }

    /** Applies a JSON Patch to the journal with the given revision. */
    JsonNode patchJournal(String id, int revision, JsonNode operations) {
        return body(journals.patchJournal(uuid(id), EditRequest.of(revision, false), Patch.of(operations)));
    }

    JsonNode journalReadiness(String id) {
        return body(journalReadiness.getJournalReadiness(id, List.of()));
    }

    /** Returns a page of the people who have signed in or are invited, oldest first. */
    JsonNode people(DeskRequest request, String cursor, int limit) {
        return body(people.listPeople(page(request, cursor, limit)));
    }

    JsonNode person(String id) {
        return body(people.getPerson(uuid(id), List.of()));
    }

    /** Invites a person. Only this response contains the invitation link. */
    JsonNode invite(JsonNode invitation, DeskRequest request) {
        return body(people.createInvitation(null, Body.of(invitation, InvitationInput.class), request.uri()));
    }

    void giveRights(String id, JsonNode rights) {
        people.giveRights(uuid(id), Body.of(rights, RightsInput.class));
    }

    /** Removes all rights of a person. Returns whether running jobs of the person were stopped. */
    boolean takeRights(String id) {
        return hasStoppedJobs(people.takeRights(uuid(id)));
    }

    void endSessions(String id) {
        people.endSessions(uuid(id));
    }

    /** Deletes the account of a person. Returns whether running jobs of the person were stopped. */
    boolean erasePerson(String id) {
        return hasStoppedJobs(people.erasePerson(uuid(id)));
    }

    /** Returns all API keys, newest first. */
    JsonNode keys() {
        return body(keys.listApiKeys());
    }

    JsonNode key(String id) {
        return body(keys.getApiKey(uuid(id)));
    }

    /** Creates an API key. Only this response contains the key. */
    JsonNode createKey(JsonNode key) {
        return body(keys.createApiKey(null, Body.of(key, ApiKeyInput.class)));
    }

    /** Revokes an API key. Returns whether running jobs of the key were stopped. */
    boolean revokeKey(String id) {
        return hasStoppedJobs(keys.revokeApiKey(uuid(id)));
    }

    private static boolean hasStoppedJobs(Response response) {
        return response.getStatus() == Response.Status.OK.getStatusCode();
    }

    /** Returns the newest 100 issues of a journal. */
    JsonNode issues(DeskRequest request, String journal) {
        return body(issues.listIssues(
                ListRequest.of(request.http(), JsonHeaders.ONLY, null, 1, MAX_LIMIT, null, List.of()),
                IssueFilter.ofJournal(journal),
                null,
                List.of(),
                null));
    }

    JsonNode createIssue(JsonNode issue, String key) {
        return body(issues.createIssue(WriteRequest.of(key, "createIssue"), Body.of(issue, IssueInput.class)));
    }

    JsonNode issue(DeskRequest request, String id) {
        return body(issues.getIssue(uuid(id), null, List.of(), List.of(), JsonHeaders.ONLY));
    }

    /** Returns the table of contents of an issue with its entity tag. */
    Contents contents(String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Response response = contents.getContents(uuid(id), null, List.of(), JsonHeaders.ONLY);
            return new Contents(body(response), response.getHeaderString(HttpHeaders.ETAG));
        });
    }

    /** Table of contents of an issue with its entity tag. */
    record Contents(JsonNode body, String etag) {}

    void replaceContents(String id, String etag, JsonNode order) {
        contents.replaceContents(uuid(id), EditRequest.matching(etag), Body.of(order, ContentsInput.class));
    }

    /** Publishes an issue with the drafts and changes of its articles. */
    void publishIssue(String id, int revision, JsonNode options) {
        issuePublications.publishIssue(
                uuid(id), EditRequest.of(revision, false), Body.of(options, IssuePublicationInput.class));
    }

    void unpublishIssue(String id, int revision) {
        issuePublications.unpublishIssue(uuid(id), EditRequest.of(revision, false));
    }

    /** Returns a page of the changes of an article, newest first. */
    JsonNode history(DeskRequest request, String id, String cursor, int limit) {
        return body(history.listHistory(uuid(id), page(request, cursor, limit)));
    }

    /** Restores a revision of an article, or returns the article that a restoration would store. */
    JsonNode restore(String id, int target, int revision, boolean validateOnly) {
        return body(history.restoreRevision(
                uuid(id), new ParameterValue<>(Integer.toString(target)), EditRequest.of(revision, validateOnly)));
    }

    /** Returns the newest 100 imports of the caller. */
    JsonNode imports(DeskRequest request) {
        return body(imports.listImports(firstPage(request)));
    }

    JsonNode importJob(String id) {
        return body(imports.getImport(uuid(id)));
    }

    /** Returns the first 100 outcomes of an import, or those of the given kind. */
    JsonNode outcomes(DeskRequest request, String id, String outcome) {
        return body(imports.listImportOutcomes(uuid(id), outcome, firstPage(request)));
    }

    void cancelImport(String id) {
        imports.cancelImport(uuid(id));
    }

    /** Stores the files of a multipart form and starts their import. */
    JsonNode createImport(ImportParameters parameters, String contentType, String length, InputStream form) {
        return body(imports.createImport(parameters, contentType, length, form));
    }

    private static ListRequest firstPage(DeskRequest request) {
        return ListRequest.of(request.http(), JsonHeaders.ONLY, null, 1, MAX_LIMIT, null, List.of());
    }

    JsonNode plans(String journal) {
        return body(plans.getRegistrationPlans(journal));
    }

    /** Returns a page of registrations, with counts by state. */
    JsonNode registrations(DeskRequest request, Map<String, String> filters, String cursor, int limit) {
        return body(
                registrations.listRegistrations(RegistrationLists.Filter.of(filters), page(request, cursor, limit)));
    }

    /** Returns the parameters of a page of a list. Its links have the path and query of the page of the desk. */
    private static PageRequest page(DeskRequest request, String cursor, int limit) {
        return PageRequest.of(request.http(), cursor, limit, List.of(DeskRequest.LANGUAGE, DeskPages.DONE));
    }

    JsonNode registration(String id) {
        return body(registrations.getRegistration(uuid(id)));
    }

    JsonNode registrationsOf(String article) {
        return body(articleRegistrations.listArticleRegistrations(article));
    }

    /** Sends a registration once, even if the service already has its content. */
    void sendRegistration(String id) {
        registrationAttempts.sendRegistration(uuid(id), WriteRequest.of(null, "sendRegistration"));
    }

    /** Confirms a suspended registration, so that it is sent. */
    void removeHold(String id) {
        registrationDecisions.letRegistrationGo(uuid(id), WriteRequest.of(null, "letRegistrationGo"));
    }

    /** Returns the articles with the given ids that the search index contains. */
    JsonNode articles(DeskRequest request, List<String> ids) {
        return body(articleLists.listArticles(
                firstPage(request), ArticleFilter.ofIds(ids), null, null, null, null, null, null));
    }

    /** Adds the files of a multipart form to the working copy. Files with the same names are replaced. */
    void addFiles(String id, String contentType, InputStream form) {
        fileEdits.addFiles(uuid(id), EditRequest.matching("*"), new FileParameters(), contentType, form);
    }

    /** Returns a file of the working copy as a download. */
    Response file(DeskRequest request, Request conditions, String id, String name) {
        return files.getFile(id, name, null, new ParameterValue<>("true"), null, request.headers(), conditions);
    }

    /** Splits a pasted bibliography into references and parses each reference. */
    JsonNode parse(String bibliography) {
        return body(parsing.parseReferences(
                null, new ByteArrayInputStream(bibliography.getBytes(StandardCharsets.UTF_8)), JsonHeaders.TEXT));
    }

    JsonNode references(String id) {
        return body(references.listReferences(id, null, JsonHeaders.ONLY));
    }

    /** Accepts suggested parts and found DOIs of references. */
    void acceptReferences(String id, int revision, JsonNode acceptance) {
        references.acceptReferences(
                uuid(id), EditRequest.of(revision, false), Body.of(acceptance, ReferenceAcceptance.class));
    }

    /** Returns the best matching organizations for a printed affiliation. */
    JsonNode match(String affiliation, int limit) {
        return body(matching.matchAffiliation(
                affiliation, new ParameterValue<>(Integer.toString(limit)), JsonHeaders.ONLY));
    }

    /** Returns the contributors to published articles with a name and an ORCID iD. */
    JsonNode identified(DeskRequest request, String name, int limit) {
        return body(contributors.listContributors(
                ListRequest.of(request.http(), JsonHeaders.ONLY, null, 1, limit, null, List.of()),
                ContributorFilter.identified(name)));
    }

    private static ParameterValue<UUID> uuid(String id) {
        return new ParameterValue<>(id);
    }

    private static JsonNode body(Response response) {
        return Json.parse((byte[]) response.getEntity());
    }

    /** Headers of a request without credentials, conditions and preferences, for which operations return JSON. */
    private static final class JsonHeaders implements HttpHeaders {

        static final HttpHeaders ONLY = new JsonHeaders(null);

        /** Headers of a request whose body is plain text. */
        static final HttpHeaders TEXT = new JsonHeaders(MediaType.TEXT_PLAIN_TYPE);

        private final MediaType bodyType;

        private JsonHeaders(MediaType bodyType) {
            this.bodyType = bodyType;
        }

        @Override
        public List<String> getRequestHeader(String name) {
            return null;
        }

        @Override
        public String getHeaderString(String name) {
            // A request with this header is treated as a request of an editor, so its response is not cached.
            return name.equalsIgnoreCase(AUTHORIZATION) ? "" : null;
        }

        @Override
        public MultivaluedMap<String, String> getRequestHeaders() {
            return new MultivaluedHashMap<>();
        }

        @Override
        public List<MediaType> getAcceptableMediaTypes() {
            return List.of(MediaType.WILDCARD_TYPE);
        }

        @Override
        public List<Locale> getAcceptableLanguages() {
            return List.of();
        }

        @Override
        public MediaType getMediaType() {
            return bodyType;
        }

        @Override
        public Locale getLanguage() {
            return null;
        }

        @Override
        public Map<String, Cookie> getCookies() {
            return Map.of();
        }

        @Override
        public Date getDate() {
            return null;
        }

        @Override
        public int getLength() {
            return -1;
        }
    }
}
