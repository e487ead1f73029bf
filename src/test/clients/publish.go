// Creates and publishes an article with the client that OpenAPI Generator generates from the contract, and reads the
// article from a service of a later version. Uses the services at OFFPRINT_URL and OFFPRINT_LATER_URL with the key in
// OFFPRINT_ADMIN_KEY.
package main

import (
	"context"
	"fmt"
	"os"

	offprint "github.com/offprint/client"
)

func client(url string) *offprint.APIClient {
	configuration := offprint.NewConfiguration()
	configuration.Servers = offprint.ServerConfigurations{{URL: url}}
	configuration.AddDefaultHeader("Authorization", "Bearer "+os.Getenv("OFFPRINT_ADMIN_KEY"))
	return offprint.NewAPIClient(configuration)
}

func expect(holds bool, what any) {
	if !holds {
		panic(fmt.Sprintf("%+v", what))
	}
}

func main() {
	ctx := context.Background()
	service := client(os.Getenv("OFFPRINT_URL"))
	journal, _, err := service.JournalsAPI.CreateJournal(ctx).
		JournalInput(*offprint.NewJournalInput("Annals of Go Clients", "en")).Execute()
	expect(err == nil, err)
	input := offprint.NewArticleInput(
		offprint.StringAsIdOrRecord(&journal.Id), offprint.ARTICLETYPEINPUT_RESEARCH_ARTICLE, "en")
	input.SetTitle("On Clients in Go")
	author := offprint.NewContributorInput()
	author.SetGiven("Ada")
	author.SetFamily("Moreira")
	input.SetContributors([]offprint.ContributorInput{*author})
	draft, _, err := service.ArticlesAPI.CreateArticle(ctx).ArticleInput(*input).Execute()
	expect(err == nil, err)
	published, _, err := service.PublishingAPI.PublishArticle(ctx, draft.Id).IfMatch("*").
		PublicationInput(*offprint.NewPublicationInput()).Execute()
	expect(err == nil && published.GetStatus() == "published", err)
	_, refused, err := service.ArticlesAPI.GetArticle(ctx, "no-such-article").Execute()
	expect(err != nil && refused.StatusCode == 404, refused)

	// Later versions can add members and values, which clients must accept.
	later := client(os.Getenv("OFFPRINT_LATER_URL"))
	article, _, err := later.ArticlesAPI.GetArticle(ctx, published.Slug).Execute()
	expect(err == nil, err)
	expect(article.Type == "value-of-a-later-version", article.Type)
	expect(article.Contributors[0].Role == "value-of-a-later-version", article.Contributors)
	listed, _, err := later.ArticlesAPI.ListArticles(ctx).Journal([]string{journal.Id}).Execute()
	expect(err == nil && listed.Items[0].GetType() == "value-of-a-later-version", err)
	changes, _, err := later.ChangesAPI.ListChanges(ctx).Journal(journal.Id).Execute()
	expect(err == nil && changes.Items[0].Reason == "value-of-a-later-version", err)
	fmt.Println("Go: published", published.Links["self"])
}
