package peer

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/ssmincidents"
	sdktypes "github.com/aws/aws-sdk-go-v2/service/ssmincidents/types"
)

// sdkTypes are the SDK's outputs and errors, by "<package path>.<name>".
var sdkTypes = variantsByName(
	sdk.CreateResponsePlanOutput{}, sdk.DeleteResponsePlanOutput{}, sdk.GetReplicationSetOutput{}, sdk.GetResponsePlanOutput{},
	sdk.ListResponsePlansOutput{}, sdk.ListTimelineEventsOutput{}, sdk.UntagResourceOutput{}, sdk.UpdateResponsePlanOutput{},
	sdktypes.AccessDeniedException{}, sdktypes.ConflictException{}, sdktypes.InternalServerException{},
	sdktypes.ResourceNotFoundException{}, sdktypes.ServiceQuotaExceededException{}, sdktypes.ThrottlingException{},
	sdktypes.ValidationException{},
)
