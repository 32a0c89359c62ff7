<#-- The parts of the set-up that both ways of limiting the app have. -->
<#import "commands.ftl" as c>
<#macro introduction how>
# Sets up ${name} to send mail by camel-graphmail as ${senderNames?join(", ")}, limited by ${how}.
# Read it from top to bottom and run it step by step, in one PowerShell session, as an administrator of Entra (Application Administrator and
# Privileged Role Administrator) and of Exchange (Organization Management). It was written from public documentation and not run against a
# tenant by those who wrote it.

# 1. Modules, and signing in
Install-Module -Name Microsoft.Graph.Applications -Scope CurrentUser
Install-Module -Name ExchangeOnlineManagement -Scope CurrentUser
<@c.graph ["Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"]/>
<@c.exchange/>
</#macro>

<#macro application>
<#if client??>
# 2. The app registration, which is there, and its enterprise application (service principal)
<@c.app/>
<@c.enterpriseApp/>
<#if credential == "secret">
$secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{ DisplayName = '${name}'; EndDateTime = (Get-Date).AddMonths(6) }
$secret.SecretText   # for clientSecret or the file of clientSecretFile; it can't be shown again
<#elseif credential == "certificate">
# The certificate beside those that the app has (mail.crt: without its key, see docs/signing-in.md). This one is a command of the Azure CLI.
az ad app credential reset --id '${client}' --cert "@mail.crt" --append
</#if>
<#else>
# 2. The app registration and its enterprise application (service principal), for this tenant alone
<#if credential == "certificate">
# mail.crt is the certificate without its key, see docs/signing-in.md.
$certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (Resolve-Path 'mail.crt').Path
$key = @{ Type = 'AsymmetricX509Cert'; Usage = 'Verify'; Key = $certificate.RawData; DisplayName = '${name}' }
$app = New-MgApplication -DisplayName '${name}' -SignInAudience 'AzureADMyOrg' -KeyCredentials @($key)
<#else>
$app = New-MgApplication -DisplayName '${name}' -SignInAudience 'AzureADMyOrg'
</#if>
$principal = New-MgServicePrincipal -AppId $app.AppId
<#if credential == "secret">
$secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{ DisplayName = '${name}'; EndDateTime = (Get-Date).AddMonths(6) }
$secret.SecretText   # for clientSecret or the file of clientSecretFile; it can't be shown again
</#if>
</#if>
</#macro>

<#macro properties number>
# ${number}. For application.properties
$context = Get-MgContext
"camel.component.graphmail.tenant-id=$($context.TenantId)"
"camel.component.graphmail.client-id=$($app.AppId)"
</#macro>
