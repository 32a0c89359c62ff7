<#import "commands.ftl" as c>
<@c.exchange/>
Test-ApplicationAccessPolicy -Identity ${mailboxes[0]} -AppId ${c.quotedClient()}   # AccessCheckResult Denied: a policy leaves the mailbox out
$policy = Get-ApplicationAccessPolicy | Where-Object AppId -eq ${c.quotedClient()}
$policy | Format-List Description, ScopeName, AccessRight   # where there are several: choose one of RestrictAccess
Add-DistributionGroupMember -Identity $policy.ScopeName -Member ${mailboxes[0]}
