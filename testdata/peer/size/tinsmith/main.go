// Command tinsmith only calls CreateResponsePlan, with the generated client.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

func main() {
	client := ssmincidents.New(ssmincidents.Options{
		Region:      "eu-west-1",
		Credentials: aws.AnonymousCredentials{},
	})
	out, err := client.CreateResponsePlan(context.Background(), &ssmincidents.CreateResponsePlanInput{
		Name: aws.String("shop-is-down"),
		IncidentTemplate: &types.IncidentTemplate{
			Impact: aws.Int32(1),
			Title:  aws.String("Shop is down"),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.Arn))
}
