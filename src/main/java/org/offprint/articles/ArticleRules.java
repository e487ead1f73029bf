package org.offprint.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.articles.body.AffiliationMention;
import org.offprint.articles.body.ArticleBody;
import org.offprint.articles.body.Contributor;
import org.offprint.articles.body.ContributorKind;
import org.offprint.articles.body.Reference;
import org.offprint.articles.body.Relation;
import org.offprint.http.json.Json;
import org.offprint.http.json.RecordReader;

/** The rules of an article that no type can express, and what is completed by them. */
@ApplicationScoped
class ArticleRules {

    private final ArticleRepository articles;

    ArticleRules(ArticleRepository articles) {
        this.articles = articles;
    }

    /**
     * Checks an article and completes it: texts from their markup, affiliations from their ROR ids.
     *
     * @param present as its editors read it now; null for a new one
     * @param article as it is stored now; null for a new one
     */
    ArticleInput complete(ArticleInput input, JsonNode present, Article article, RecordReader reader) {
        ArticleBody body = ArticleTexts.complete(input.body(), reader);
        List<Relation> relations = stated(body.relations(), present, article);
        body = body.with(contributors(body.contributors(), reader), relations);
        references(body.references(), reader);
        relations(relations, article, reader);
        if (input.position() != null && input.issue() == null) {
            reader.add("/position", "position-without-issue", "A position is a place in an issue; name the issue too.");
        }
        return new ArticleInput(
                input.journal(),
                input.issue(),
                input.section(),
                input.position(),
                input.slug(),
                input.revision(),
                body);
    }

    private List<Contributor> contributors(List<Contributor> contributors, RecordReader reader) {
        Map<String, UUID> held = heldAffiliations(contributors);
        List<Contributor> complete = new ArrayList<>();
        for (int i = 0; i < contributors.size(); i++) {
            Contributor contributor = contributors.get(i);
            if (contributor == null) {
                continue;
            }
            String pointer = "/contributors/" + i;
            name(contributor, pointer, reader);
            List<AffiliationMention> mentions = new ArrayList<>();
            for (int j = 0; j < contributor.affiliations().size(); j++) {
                mentions.add(mention(contributor.affiliations().get(j), held, pointer + "/affiliations/" + j, reader));
            }
            complete.add(contributor.withAffiliations(mentions));
        }
        return complete;
    }

    private Map<String, UUID> heldAffiliations(List<Contributor> contributors) {
        Set<UUID> ids = new LinkedHashSet<>();
        Set<String> rors = new LinkedHashSet<>();
        for (Contributor contributor : contributors) {
            for (AffiliationMention mention :
                    contributor == null ? List.<AffiliationMention>of() : contributor.affiliations()) {
                if (mention != null && mention.id() != null) {
                    ids.add(mention.id());
                }
                if (mention != null && mention.ror() != null) {
                    rors.add(mention.ror().toString());
                }
            }
        }
        return articles.affiliations(ids, rors);
    }

    private static void name(Contributor contributor, String pointer, RecordReader reader) {
        if (contributor.kind() == ContributorKind.ORGANIZATION) {
            require(contributor.name(), pointer + "/name", "An organization needs a name.", reader);
            refuse(contributor.family(), pointer + "/family", "An organization has a name, no family name.", reader);
            refuse(contributor.given(), pointer + "/given", "An organization has a name, no given name.", reader);
        } else {
            require(
                    contributor.family(),
                    pointer + "/family",
                    "A person needs a family name; people of one name have it here.",
                    reader);
            refuse(
                    contributor.name(),
                    pointer + "/name",
                    "Only an organization has a name; use family and given.",
                    reader);
        }
    }

    private static AffiliationMention mention(
            AffiliationMention mention, Map<String, UUID> held, String pointer, RecordReader reader) {
        if (mention == null) {
            return null;
        }
        UUID byRor = mention.ror() == null ? null : held.get(mention.ror().toString());
        if (mention.ror() != null && byRor == null) {
            reader.add(
                    pointer + "/ror",
                    "unknown-affiliation",
                    "No affiliation with this ROR id is held here; POST /v1/affiliations adds it.");
        } else if (mention.id() != null && !held.containsKey(mention.id().toString())) {
            reader.add(pointer + "/id", "unknown-affiliation", "There is no affiliation " + mention.id() + " here.");
        } else if (mention.id() != null && byRor != null && !byRor.equals(mention.id())) {
            reader.add(pointer + "/ror", "other-affiliation", "This is the ROR id of another affiliation.");
        } else if (mention.id() == null
                && byRor == null
                && (mention.text() == null || mention.text().isBlank())) {
            reader.add(pointer, "required", "An affiliation needs an id, a ror or a text.");
        }
        return new AffiliationMention(mention.id() == null ? byRor : mention.id(), null, mention.text(), null);
    }

    private static void references(List<Reference> references, RecordReader reader) {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < references.size(); i++) {
            Reference reference = references.get(i);
            if (reference == null) {
                continue;
            }
            boolean says = reference.text() != null
                    || reference.title() != null
                    || reference.containerTitle() != null
                    || reference.doi() != null
                    || reference.url() != null
                    || reference.pmid() != null;
            if (!says) {
                reader.add(
                        "/references/" + i,
                        "required",
                        "A reference needs its text as printed, a title, a container title or an identifier.");
            }
            if (reference.key() != null && !keys.add(reference.key())) {
                reader.add("/references/" + i + "/key", "duplicate", "Another reference has this key already.");
            }
        }
    }

    /** What an editor read is turned back into what is stored: completed and turned-round relations are not stated. */
    private static List<Relation> stated(List<Relation> sent, JsonNode present, Article article) {
        if (present == null) {
            return sent;
        }
        List<Relation> stated = new ArrayList<>();
        for (Relation relation : sent) {
            int at = indexOf(Json.tree(relation), present.path("relations"));
            if (at < 0) {
                stated.add(relation);
            } else if (at < article.body.relations().size()) {
                stated.add(article.body.relations().get(at));
            }
        }
        return stated;
    }

    private static int indexOf(JsonNode relation, JsonNode shown) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).equals(relation)) {
                return i;
            }
        }
        return -1;
    }

    private void relations(List<Relation> relations, Article article, RecordReader reader) {
        Set<UUID> named = new LinkedHashSet<>();
        relations.stream()
                .filter(relation -> relation != null && relation.article() != null)
                .forEach(relation -> named.add(relation.article()));
        Set<UUID> existing = articles.existing(named);
        for (int i = 0; i < relations.size(); i++) {
            Relation relation = relations.get(i);
            if (relation == null) {
                continue;
            }
            String pointer = "/relations/" + i;
            if (relation.doi() == null && relation.article() == null) {
                reader.add(pointer, "required", "A relation needs an article held here, or a DOI.");
            } else if (relation.article() != null && !existing.contains(relation.article())) {
                reader.add(
                        pointer + "/article",
                        "unknown-article",
                        "There is no article " + relation.article() + " here.");
            } else if (article != null && article.id.equals(relation.article())) {
                reader.add(pointer + "/article", "itself", "An article has no relation to itself.");
            }
        }
    }

    private static void require(String value, String pointer, String message, RecordReader reader) {
        if (value == null || value.isBlank()) {
            reader.add(pointer, "required", message);
        }
    }

    private static void refuse(String value, String pointer, String message, RecordReader reader) {
        if (value != null) {
            reader.add(pointer, "not-for-this-kind", message);
        }
    }
}
