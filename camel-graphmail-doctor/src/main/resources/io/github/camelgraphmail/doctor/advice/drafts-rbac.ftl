<#import "commands.ftl" as c>
<@c.lookUpPrincipal/>
<@c.exchange/>
$test = Test-ServicePrincipalAuthorization -Identity ${c.quotedClient()} | Where-Object RoleName -eq 'Application Mail.Send'
New-ManagementRoleAssignment -App ${c.principalRef()} -Role 'Application Mail.ReadWrite' -CustomResourceScope $test.AllowedResourceScope
<@c.testScope c.quotedClient() mailboxes[0]/>
