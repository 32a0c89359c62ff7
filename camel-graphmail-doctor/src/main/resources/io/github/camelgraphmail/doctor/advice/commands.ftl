<#-- What the templates of advice and set-up have in common. appId and principalId are PowerShell expressions. -->
<#macro graph scopes>
Connect-MgGraph<#if tenant??> -TenantId '${tenant}'</#if><#if graphCloud??> -Environment ${graphCloud}</#if> -Scopes '${scopes?join("', '")}'
</#macro>

<#macro exchange>
Connect-ExchangeOnline<#if exchangeCloud??> -ExchangeEnvironmentName ${exchangeCloud}</#if>
</#macro>

<#function quotedClient>
  <#return "'" + (client!"CLIENT_ID") + "'">
</#function>

<#macro app>
$app = Get-MgApplication -Filter "appId eq ${quotedClient()}"
</#macro>

<#macro enterpriseApp>
$principal = Get-MgServicePrincipal -Filter "appId eq ${quotedClient()}"
</#macro>

<#-- The object id of the enterprise application: the known one, or else looked up. -->
<#macro lookUpPrincipal>
<#if !principal??>
<@graph ["Application.Read.All"]/>
<@enterpriseApp/>
</#if>
</#macro>

<#function principalRef>
  <#if principal??><#return "'" + principal + "'"></#if>
  <#return "$principal.Id">
</#function>

<#macro pointer appId principalId name>
New-ServicePrincipal -AppId ${appId} -ObjectId ${principalId} -DisplayName '${name}'
</#macro>

<#macro scope scopeName>
New-ManagementScope -Name '${scopeName}' -RecipientRestrictionFilter "${filter}"
</#macro>

<#macro assign principalId role scopeName>
New-ManagementRoleAssignment -App ${principalId} -Role 'Application ${role}' -CustomResourceScope '${scopeName}'
</#macro>

<#-- Mail.Send and Mail.ReadWrite by their ids: b633e1c5-... and e2a3a72e-... -->
<#macro removeConsent principalId>
Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ${principalId} -All |
    Where-Object AppRoleId -in 'b633e1c5-b582-4048-a93e-9f11b44c7e96', 'e2a3a72e-5f79-4c64-b1b1-878b674786c9' |   # Mail.Send, Mail.ReadWrite
    ForEach-Object { Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ${principalId} -AppRoleAssignmentId $_.Id }
</#macro>

<#macro findGraph>
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"   # Microsoft Graph
</#macro>

<#macro consent principalId role>
New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId ${principalId} -PrincipalId ${principalId} -ResourceId $graph.Id `
    -AppRoleId '${(role == "Mail.Send")?then("b633e1c5-b582-4048-a93e-9f11b44c7e96", "e2a3a72e-5f79-4c64-b1b1-878b674786c9")}'   # ${role}
</#macro>

<#macro testScope appId mailbox note="">
Test-ServicePrincipalAuthorization -Identity ${appId} -Resource ${mailbox} | Format-Table RoleName, AllowedResourceScope, ScopeType, InScope<#if note?has_content>   # ${note}</#if>
</#macro>

<#function shortClient>
  <#return "camel-graphmail " + (client!"senders")?keep_before("-")>
</#function>
