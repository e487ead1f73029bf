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
import jakarta.ws.rs.core.Response;
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
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.web.api.articles.ArticleFilter;
import org.offprint.web.api.articles.ArticleResource;
import org.offprint.web.api.articles.PublicationResource;
import org.offprint.web.api.articles.VersionResource;
import org.offprint.web.api.inclusions.ArticleListResource;
import org.offprint.web.api.inclusions.ArticleRecordResource;
import org.offprint.web.api.issues.IssueFilter;
import org.offprint.web.api.issues.IssueResource;
import org.offprint.web.api.journals.JournalFilter;
import org.offprint.web.api.journals.JournalResource;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.readiness.ArticleReadinessResource;
import org.offprint.web.api.registration.RegistrationPlansResource;
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
    IssueResource issues;

    @Inject
    RegistrationPlansResource plans;

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
        return body(journals.listJournals(
                ListRequest.of(request.http(), JsonHeaders.ONLY, null, 1, MAX_LIMIT, null, List.of()),
                JournalFilter.of(ids),
                null));
    }

    /** Returns the newest 100 issues of a journal. */
    JsonNode issues(DeskRequest request, String journal) {
        return body(issues.listIssues(
                ListRequest.of(request.http(), JsonHeaders.ONLY, null, 1, MAX_LIMIT, null, List.of()),
                IssueFilter.ofJournal(journal),
                null));
    }

    JsonNode plans(String journal) {
        return body(plans.getRegistrationPlans(journal));
    }

    private static ParameterValue<UUID> uuid(String id) {
        return new ParameterValue<>(id);
    }

    private static JsonNode body(Response response) {
        return Json.parse((byte[]) response.getEntity());
    }

    /** Headers of a request without credentials, conditions and preferences, for which operations return JSON. */
    private static final class JsonHeaders implements HttpHeaders {

        static final HttpHeaders ONLY = new JsonHeaders();

        @Override
        public List<String> getRequestHeader(String name) {
            return null;
        }

        @Override
        public String getHeaderString(String name) {
            // The header marks the response as one for editors, which is not cached.
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
            return null;
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
