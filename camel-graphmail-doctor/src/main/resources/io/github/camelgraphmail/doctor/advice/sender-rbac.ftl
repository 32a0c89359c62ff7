<#import "commands.ftl" as c>
<@c.lookUpPrincipal/>
<@c.exchange/>
<@c.testScope c.quotedClient() mailboxes[0]/>

# No line with Application Mail.Send, or the app is not found: grant it.
<@c.pointer c.quotedClient() c.principalRef() c.shortClient()/>
<@c.scope c.shortClient()/>
<@c.assign c.principalRef() "Mail.Send" c.shortClient()/>

# A line with InScope False: take the mailbox into the scope that it names.
$test = Test-ServicePrincipalAuthorization -Identity ${c.quotedClient()} | Where-Object RoleName -eq 'Application Mail.Send'
$scope = Get-ManagementScope -Identity $test.AllowedResourceScope
Set-ManagementScope -Identity $scope.Name -RecipientRestrictionFilter "($($scope.RecipientFilter)) -or (${filter})"
