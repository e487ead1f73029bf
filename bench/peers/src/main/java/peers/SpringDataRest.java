package peers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
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
 * Serves articles with Spring Data REST as in its guide: an entity and a repository. Documents are stored as received.
 */
@SpringBootApplication
@EnableJpaRepositories(considerNestedRepositories = true)
public class SpringDataRest {

    private static final String FOUND = " from article where words @@ plainto_tsquery('simple', :q)";
    private static final String BEST = " order by ts_rank(words, plainto_tsquery('simple', :q)) desc, id";

    public static void main(String... arguments) {
        SpringApplication.run(SpringDataRest.class, arguments);
    }

    @Entity
    @Table(name = "article")
    public static class Article {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        public UUID id;

        public Integer year;
        public String type;
        public LocalDate published;

        @JsonRawValue
        public String document;

        @JsonSetter
        void setDocument(JsonNode json) {
            document = json.toString();
        }
    }

    @RepositoryRestResource(path = "articles")
    public interface Articles extends JpaRepository<Article, UUID> {
        Page<Article> findByYearAndType(int year, String type, Pageable page);

        @Query(value = "select *" + FOUND + BEST, countQuery = "select count(*)" + FOUND, nativeQuery = true)
        Page<Article> findByWords(String q, Pageable page);
    }
}
