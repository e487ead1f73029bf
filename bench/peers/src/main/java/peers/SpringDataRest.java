package peers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * Serves articles with Spring Data REST as described in its guide, with entities and repositories. Documents and list
 * items are stored as received. Lists and searches read only the columns of list items.
 */
@SpringBootApplication
@EnableJpaRepositories(considerNestedRepositories = true)
public class SpringDataRest {

    private static final String ITEMS = "select id, journal, year, type, language, published, title, updated, item";
    private static final String FOUND = " from article where words @@ plainto_tsquery('simple', :q)";
    private static final String BEST = " order by ts_rank(words, plainto_tsquery('simple', :q)) desc, id";

    public static void main(String... arguments) {
        SpringApplication.run(SpringDataRest.class, arguments);
    }

    /** Article with its document, for writes and for reads by id. */
    @Entity
    @Table(name = "article")
    public static class Article {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        public UUID id;

        public UUID journal;
        public Integer year;
        public String type;
        public String language;
        public LocalDate published;
        public String title;
        public OffsetDateTime updated;

        @JsonRawValue
        public String document;

        /** List item, which reads by id omit. */
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        public String item;

        @JsonSetter
        void setDocument(JsonNode json) {
            document = json.toString();
        }

        @JsonSetter
        void setItem(JsonNode json) {
            item = json.toString();
        }
    }

    /** Article in lists and searches. The response contains the list item and its links. */
    @Entity
    @Table(name = "article")
    public static class Item {
        @Id
        public UUID id;

        @JsonIgnore
        public UUID journal;

        @JsonIgnore
        public Integer year;

        @JsonIgnore
        public String type;

        @JsonIgnore
        public String language;

        @JsonIgnore
        public LocalDate published;

        @JsonIgnore
        public String title;

        @JsonIgnore
        public OffsetDateTime updated;

        @JsonRawValue
        public String item;
    }

    @RepositoryRestResource(path = "articles")
    public interface Articles extends JpaRepository<Article, UUID> {}

    @RepositoryRestResource(path = "items")
    public interface Items extends JpaRepository<Item, UUID> {
        Page<Item> findByJournal(UUID journal, Pageable page);

        Page<Item> findByYear(int year, Pageable page);

        Page<Item> findByJournalAndYear(UUID journal, int year, Pageable page);

        Page<Item> findByJournalAndType(UUID journal, String type, Pageable page);

        Page<Item> findByYearAndLanguage(int year, String language, Pageable page);

        @Query(value = ITEMS + FOUND + BEST, countQuery = "select count(*)" + FOUND, nativeQuery = true)
        Page<Item> findByWords(String q, Pageable page);
    }
}
